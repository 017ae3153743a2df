import type { Mode } from '../../../shared/model/app-config.ts';
import type { Colour } from '../../../shared/model/colour.ts';
import type { EdgeSpec } from './edge.ts';
import { colourHealthFile, GATE_FILE, HOLD_FILE } from './edge-files.ts';
import { backendOf } from './gate.ts';
import { serverArguments, serverName } from './edge-server.ts';
import type { EdgeServer } from './edge-server.ts';

/** A probe carries it; the edge then names the colour that answered in SERVED_BY_HEADER, and in no other answer. */
export const PROBE_HEADER = 'x-twinberth-probe';
export const SERVED_BY_HEADER = 'x-twinberth-served-by';
/** In every answer to a probe that went through the edge, also in those that the edge made up. */
export const EDGE_HEADER = 'x-twinberth-edge';

/** The Runtime API's port on the edge container's own loopback: one that the app's port leaves free. */
export function runtimePort(appPort: number): number {
  return appPort === 9911 ? 9912 : 9911;
}

/**
 * The part of the configuration that only depends on the edge's spec; valid for HAProxy 2.6 to 3.3.
 *
 * Time limits are generous on purpose: a swap must not be what ends a long download or a quiet WebSocket. Idle clients
 * are closed after 1 h, tunnels after 1 d, a client that does not finish its request line and headers after 1 min.
 */
export function renderEdgeConfig(spec: EdgeSpec): string {
  return [
    ...globalSection(spec),
    ...defaultsSection(spec),
    ...frontendSection(spec),
    ...noneSection(spec.mode),
  ]
    .join('\n')
    .concat('\n');
}

/** One colour's backend: its file is written anew whenever its replicas change. */
export function renderColourConfig(spec: EdgeSpec, colour: Colour, servers: readonly EdgeServer[]): string {
  return [
    `backend ${backendOf(colour)} from edge`,
    '    balance roundrobin',
    ...(spec.mode === 'http' ? httpColour(colour) : []),
    ...servers.map((server) => `    server ${serverName(server)} ${serverArguments(server)}`),
  ]
    .join('\n')
    .concat('\n');
}

/** The value of a colour's health map. Characters that would end a word in the file or in a command are escaped as in a URL. */
export function healthMapValue(path: string): string {
  return path.replace(/[^A-Za-z0-9/._~!$&'()*+,:@%?=-]/gu, encodeURIComponent);
}

export function renderHealthFile(path: string): string {
  return `path ${healthMapValue(path)}\n`;
}

function globalSection(spec: EdgeSpec): string[] {
  return [
    'global',
    `    maxconn ${spec.config.maxConnections}`,
    '    nbthread 2',
    `    stats socket ipv4@127.0.0.1:${runtimePort(spec.port)} level admin`,
    // The default of 10 s would close the session's command stream between two commands.
    '    stats timeout 20d',
    // HAProxy 3.1 and later warn when Lua is loaded without it; earlier versions do not know it.
    '.if version_atleast(3.1)',
    '    tune.lua.bool-sample-conversion normal',
    '.endif',
    `    lua-load ${HOLD_FILE}`,
  ];
}

function defaultsSection(spec: EdgeSpec): string[] {
  const http = [
    '    timeout http-request 1m',
    '    timeout http-keep-alive 5m',
    // Only what surely never reached the app is sent again: a request that was may not be repeatable.
    '    retry-on conn-failure',
    '    http-reuse safe',
    '    option forwardfor',
  ];
  return [
    'defaults edge',
    `    mode ${spec.mode}`,
    '    timeout connect 3s',
    '    timeout client 1h',
    '    timeout server 1h',
    '    timeout tunnel 1d',
    `    timeout check ${spec.healthTimeoutMs}ms`,
    '    retries 3',
    '    option redispatch 1',
    // A client that vanished without a word would else count as an open connection until its time limit.
    '    option clitcpka',
    '    clitcpka-idle 60s',
    '    clitcpka-intvl 20s',
    '    clitcpka-cnt 3',
    ...(spec.mode === 'http' ? http : []),
  ];
}

function frontendSection(spec: EdgeSpec): string[] {
  const lookUp = `set-var(txn.gate) str(active),map(${GATE_FILE},none)`;
  const wait = 'lua.hold if { var(txn.gate) -m str hold }';
  const http = [
    `    http-request ${lookUp}`,
    `    http-request ${wait}`,
    `    http-request set-var(txn.probe) bool(true) if { req.hdr(${PROBE_HEADER}) 1 }`,
    `    http-request del-header ${PROBE_HEADER}`,
    `    http-after-response set-header ${EDGE_HEADER} 1 if { var(txn.probe) -m bool }`,
    '    http-request set-header X-Forwarded-Proto http if !{ req.hdr(X-Forwarded-Proto) -m found }',
  ];
  const tcp = [
    // The longest time that the action below may take; nothing here waits for it.
    '    tcp-request inspect-delay 1h',
    `    tcp-request content ${lookUp}`,
    `    tcp-request content ${wait}`,
  ];
  return [
    'frontend edge_in from edge',
    `    bind :${spec.port}`,
    ...(spec.mode === 'http' ? http : tcp),
    '    use_backend %[var(txn.gate)]',
    '    default_backend none',
  ];
}

function noneSection(mode: Mode): string[] {
  const answer =
    'http-request return status 503 content-type text/plain string "No release is serving here.\\n" hdr Retry-After 1';
  return ['backend none from edge', mode === 'http' ? `    ${answer}` : '    tcp-request content reject'];
}

function httpColour(colour: Colour): string[] {
  return [
    '    option httpchk',
    `    http-check send meth GET uri-lf %[str(path),map(${colourHealthFile(colour)},/)] ver HTTP/1.1 hdr Host localhost hdr User-Agent twinberth-health`,
    '    http-check expect status 200-399',
    `    http-response set-header ${SERVED_BY_HEADER} ${colour} if { var(txn.probe) -m bool }`,
  ];
}
