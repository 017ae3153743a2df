import { describe, expect, it } from 'vitest';
import { diffPlacementConfig } from '../../../electron/core/apps/config-changes.ts';
import type { PlacementConfig } from '../../../shared/model/app-config.ts';
import { placementOf } from './app-folder.ts';

const plain = sample();

function sample(): PlacementConfig {
  return {
    mode: 'http',
    replicas: 1,
    strategy: 'auto',
    health: {
      path: '/',
      intervalMs: 1000,
      timeoutMs: 5000,
      rise: 2,
      fall: 3,
      stableMs: 2000,
      deadlineMs: 60_000,
    },
    bakeMs: 10_000,
    bakeMaxErrorRate: 0.05,
    warmForMs: 900_000,
    drainMs: 30_000,
    environment: { LOG: 'info', OLD: '1', PASSWORD: { secret: 'file:/a/very-secret-place' } },
    volumes: [{ kind: 'volume', source: 'data', target: '/data', readOnly: false }],
    tmpfs: [],
    readOnly: false,
    stopGraceMs: 10_000,
    init: false,
    capAdd: ['NET_RAW', 'CHOWN'],
    capDrop: [],
    extraHosts: [],
    labels: {},
    edge: { image: 'edge:1', maxConnections: 100 },
  };
}

describe('the difference of two configurations', () => {
  it('is nothing between equal ones, whatever their order', () => {
    const other = {
      ...plain,
      environment: { PASSWORD: { secret: 'file:/a/very-secret-place' }, OLD: '1', LOG: 'info' },
      capAdd: ['CHOWN', 'NET_RAW'],
    };
    expect(diffPlacementConfig(plain, other)).toEqual([]);
  });

  it('says what was added, changed and removed', () => {
    const after: PlacementConfig = {
      ...plain,
      environment: { LOG: 'debug', NEW: 'a b', PASSWORD: { secret: 'file:/a/very-secret-place' } },
      publish: { port: 80 },
      replicas: 3,
      memory: 67_108_864,
      command: ['run', 'two words'],
      volumes: [
        { kind: 'volume', source: 'data', target: '/data', readOnly: true },
        { kind: 'bind', source: '/etc/x', target: '/x', readOnly: false },
      ],
      health: { ...plain.health, path: '/up', stableMs: 90_000 },
      bakeMaxErrorRate: 0.07,
      edge: { image: 'edge:2', maxConnections: 100 },
    };
    expect(diffPlacementConfig(plain, after)).toEqual([
      { kind: 'changed', what: 'variable', name: 'LOG', before: 'info', after: 'debug' },
      { kind: 'removed', what: 'variable', name: 'OLD', before: '1' },
      { kind: 'changed', what: 'replicas', name: 'replicas', before: '1', after: '3' },
      { kind: 'changed', what: 'mount', name: '/data', before: 'data', after: 'data (read-only)' },
      { kind: 'changed', what: 'health', name: 'health.path', before: '/', after: '/up' },
      { kind: 'changed', what: 'health', name: 'health.stable', before: '2s', after: '1m30s' },
      { kind: 'changed', what: 'swap', name: 'bake.maxErrorRate', before: '5%', after: '7%' },
      { kind: 'changed', what: 'edge', name: 'edge.image', before: 'edge:1', after: 'edge:2' },
      { kind: 'added', what: 'variable', name: 'NEW', after: '"a b"' },
      { kind: 'added', what: 'port', name: 'publish', after: '80' },
      { kind: 'added', what: 'mount', name: '/x', after: '/etc/x' },
      { kind: 'added', what: 'limit', name: 'mem_limit', after: '64m' },
      { kind: 'added', what: 'command', name: 'command', after: 'run "two words"' },
    ]);
  });

  it('tells that a secret changed, and neither its value nor its place', () => {
    const after: PlacementConfig = {
      ...plain,
      environment: { ...plain.environment, PASSWORD: { secret: 'file:/another/secret-place' } },
    };
    const changes = diffPlacementConfig(plain, after);
    expect(changes).toEqual([
      {
        kind: 'changed',
        what: 'variable',
        name: 'PASSWORD',
        before: 'secret (file)',
        after: 'secret (file), another one',
      },
    ]);
    expect(JSON.stringify(changes)).not.toContain('place');
  });

  it('tells a plain value from a secret of the same text', () => {
    const after: PlacementConfig = {
      ...plain,
      environment: { ...plain.environment, PASSWORD: 'file:/a/very-secret-place' },
    };
    expect(diffPlacementConfig(plain, after)).toMatchObject([{ name: 'PASSWORD', kind: 'changed' }]);
  });

  it('from nothing is everything, each as added', async () => {
    const changes = diffPlacementConfig(undefined, await placementOf('port: 80\nenvironments: { dev: }'));
    expect(changes.every((change) => change.kind === 'added' && change.before === undefined)).toBe(true);
    expect(changes).toContainEqual({ kind: 'added', what: 'port', name: 'port', after: '80' });
  });
});
