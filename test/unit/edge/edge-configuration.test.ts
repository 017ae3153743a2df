import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  edgeServer,
  parseServerName,
  sameServer,
  serverArguments,
  serverName,
} from '../../../electron/core/edge/edge-server.ts';
import { edgeContainerSpec, edgeLabels, edgeSpecHash } from '../../../electron/core/edge/edge-spec.ts';
import type { EdgeSpec } from '../../../electron/core/edge/edge.ts';
import { gateOfValue, gateValue, parseGate, renderGateFile } from '../../../electron/core/edge/gate.ts';
import type { Gate } from '../../../electron/core/edge/gate.ts';
import {
  healthMapValue,
  renderColourConfig,
  renderEdgeConfig,
  runtimePort,
} from '../../../electron/core/edge/render-edge-config.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';

const HEALTH = { path: '/', intervalMs: 1000, timeoutMs: 2000, rise: 2, fall: 3, stableMs: 0, deadlineMs: 1 };
const SPEC: EdgeSpec = {
  app: 'web',
  environment: 'prod',
  mode: 'http',
  port: 8080,
  publish: { address: '127.0.0.1', port: 18080 },
  image: 'sha256:1',
  config: { image: 'haproxy', maxConnections: 1000 },
  healthTimeoutMs: 2000,
  network: 'twinberth-prod',
  address: '10.0.0.2',
};

describe('a server', () => {
  it('says everything about itself in its name', () => {
    fc.assert(
      fc.property(
        fc.record({
          phase: fc.constantFrom('fresh' as const, 'steady' as const),
          replica: fc.integer({ min: 1, max: 99 }),
          address: fc.ipV4(),
          port: fc.integer({ min: 1, max: 65_535 }),
          intervalMs: fc.integer({ min: 10, max: 3_600_000 }),
          rise: fc.integer({ min: 1, max: 100 }),
          fall: fc.integer({ min: 1, max: 100 }),
        }),
        (server) => {
          expect(parseServerName(serverName(server))).toEqual(server);
        },
      ),
    );
    expect(parseServerName('BACKEND')).toBeUndefined();
  });

  it('is another one when it moved or is checked differently, but not in another phase', () => {
    const server = edgeServer({ replica: 1, address: '10.0.0.11', port: 80 }, HEALTH, 'steady');
    expect(sameServer(server, { ...server, phase: 'fresh' })).toBe(true);
    expect(sameServer(server, { ...server, address: '10.0.0.12' })).toBe(false);
    expect(sameServer(server, { ...server, fall: 4 })).toBe(false);
  });

  it('is checked at its own interval once it has traffic, and much more often before', () => {
    const server = edgeServer({ replica: 1, address: '10.0.0.11', port: 80 }, HEALTH, 'steady');
    expect(serverArguments(server)).toMatch(
      /^10\.0\.0\.11:80 check inter 1000ms fastinter 1000ms .*rise 2 fall 3/,
    );
    const fresh = /downinter (\d+)ms/.exec(serverArguments({ ...server, phase: 'fresh' }));
    expect(Number(fresh?.[1])).toBeLessThanOrEqual(50);
  });
});

describe('the gate', () => {
  it.each<Gate>(['blue', 'green', 'hold', 'none'])('is read back as it was written: %s', (gate) => {
    expect(gateOfValue(gateValue(gate))).toBe(gate);
    expect(parseGate(renderGateFile(gate))).toBe(gate);
    expect(parseGate(`0x55f8f60b6d40 active ${gateValue(gate)}\n0x55f8f60b6d80 hold-limit 30000\n`)).toBe(
      gate,
    );
  });

  it('is closed when its file is empty or says something unknown', () => {
    expect(parseGate('')).toBe('none');
    expect(parseGate('active be_red\n')).toBe('none');
  });
});

describe('the configuration', () => {
  it('keeps a health path one word, so that it cannot end a line or a command', () => {
    expect(healthMapValue('/healthz?full=1&x=%20')).toBe('/healthz?full=1&x=%20');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let value: string;
        try {
          value = healthMapValue(`/${text}`);
        } catch (error) {
          // Half of a surrogate pair has no UTF-8 form; the configuration cannot hold one either.
          expect(error).toBeInstanceOf(URIError);
          return;
        }
        expect(value).toMatch(/^\/[^\s;\\"#{}<>]*$/);
      }),
    );
  });

  it('has a port for the Runtime API that the app leaves free', () => {
    expect(runtimePort(9911)).not.toBe(9911);
    expect(renderEdgeConfig({ ...SPEC, port: 9911 })).toContain(`127.0.0.1:${runtimePort(9911)} `);
  });

  it('lists exactly the replicas of one colour, for a restart', () => {
    const servers = [1, 2].map((replica) =>
      edgeServer({ replica, address: `10.0.0.1${replica}`, port: 80 }, HEALTH, 'steady'),
    );
    const text = renderColourConfig(SPEC, 'green', servers);
    expect(text.match(/^ {4}server .*$/gm)).toHaveLength(2);
    expect(text).toMatch(/^backend be_green /);
    expect(text).not.toContain('blue');
  });

  it('has nothing of HTTP in TCP mode', () => {
    const tcp: EdgeSpec = { ...SPEC, mode: 'tcp' };
    expect(renderEdgeConfig(tcp) + renderColourConfig(tcp, 'blue', [])).not.toContain('http');
  });
});

describe('the container of an edge', () => {
  it('has a hash that changes with everything a running edge cannot change, and with nothing else', () => {
    const changes: Partial<EdgeSpec>[] = [
      { mode: 'tcp' },
      { port: 81 },
      { publish: { port: 18080 } },
      { publish: { address: '127.0.0.1', port: 18081 } },
      { image: 'sha256:2' },
      { config: { image: 'haproxy', maxConnections: 10 } },
      { healthTimeoutMs: 1 },
      { network: 'other' },
      { address: '10.0.0.3' },
    ];
    const hashes = changes.map((change) => edgeSpecHash({ ...SPEC, ...change }));
    expect(new Set([edgeSpecHash(SPEC), ...hashes]).size).toBe(changes.length + 1);
    expect(edgeSpecHash({ ...SPEC, config: { ...SPEC.config, image: 'the same by another name' } })).toBe(
      edgeSpecHash(SPEC),
    );
    expect(edgeLabels(SPEC)[LABEL.specHash]).toBe(edgeSpecHash(SPEC));
  });

  it('is restricted, comes back by itself, and answers to the name of the app', () => {
    const spec = edgeContainerSpec(SPEC, { some: 'label' });
    expect(spec).toMatchObject({
      name: 'twinberth-web-prod-edge',
      restart: 'always',
      readOnlyRoot: true,
      capDrop: ['ALL'],
      network: { name: 'twinberth-prod', address: '10.0.0.2', aliases: ['web'] },
      publish: [{ containerPort: 8080, hostPort: 18080, hostAddress: '127.0.0.1' }],
      labels: { some: 'label' },
    });
    expect(spec.ulimits?.[0]?.soft).toBeGreaterThan(2 * SPEC.config.maxConnections);
    const { publish: _none, ...unpublished } = SPEC;
    expect(edgeContainerSpec(unpublished, {}).publish).toBeUndefined();
  });
});
