import { posix, win32 } from 'node:path';
import type { Endpoint, TlsFiles } from '../../../shared/model/host.ts';
import { Failure } from '../runtime/failure.ts';

/** Docker's own ports for its API: without and with TLS. */
const PLAIN_PORT = 2375;
const TLS_PORT = 2376;

/**
 * Reads an endpoint as Docker spells it: `unix:///path`, `npipe:////./pipe/name`, `tcp://host[:port]`; a bare absolute
 * path is a socket. `tls` is used for `tcp://` alone. Rejects everything else with `usage` and says what would do.
 */
export function parseEndpoint(text: string, tls?: TlsFiles): Endpoint {
  const trimmed = text.trim();
  if (trimmed.startsWith('/')) return { kind: 'unix', path: trimmed };
  const [, scheme = '', rest = ''] = /^([a-z]+):\/\/(.*)$/i.exec(trimmed) ?? [];
  switch (scheme.toLowerCase()) {
    case 'unix':
      if (!posix.isAbsolute(rest)) throw unusable(text, 'the path of a socket is absolute: unix:///path');
      return { kind: 'unix', path: rest };
    case 'npipe':
      if (!win32.isAbsolute(rest)) throw unusable(text, 'a pipe is written npipe:////./pipe/docker_engine');
      return { kind: 'npipe', path: rest.replaceAll('\\', '/') };
    case 'tcp':
      return parseTcp(text, rest, tls);
    case 'ssh':
      throw unusable(
        text,
        'hosts over ssh are not available yet; use a local socket, or tcp:// with client certificates',
      );
    default:
      throw unusable(text, 'write unix:///path, npipe:////./pipe/name or tcp://host:port');
  }
}

function parseTcp(text: string, rest: string, tls: TlsFiles | undefined): Endpoint {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:/[\]@\s]*))(?::(\d{1,5}))?\/?$/i.exec(rest);
  if (!match) throw unusable(text, 'write tcp://host:port, an IPv6 address in brackets');
  // As the docker command: without a host it is this machine.
  const host = match[1] ?? (match[2] === undefined || match[2] === '' ? '127.0.0.1' : match[2]);
  const port = match[3] === undefined ? (tls ? TLS_PORT : PLAIN_PORT) : Number(match[3]);
  if (port < 1 || port > 65_535) throw unusable(text, 'a port is a number from 1 to 65535');
  return { kind: 'tcp', host, port, ...(tls ? { tls } : {}) };
}

function unusable(text: string, wayOut: string): Failure {
  return new Failure('usage', `"${withoutPassword(text)}" is not an endpoint that can be used: ${wayOut}.`, {
    endpoint: withoutPassword(text),
  });
}

function withoutPassword(text: string): string {
  return text.replace(/(:\/\/[^/@:]*):[^/@]*@/, '$1@');
}
