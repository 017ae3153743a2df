import { describe, expect, it } from 'vitest';
import { buildEdgeSpec, edgeChanges } from '../../../electron/core/deployments/planning/build-edge-spec.ts';
import { edgeSpecHash } from '../../../electron/core/edge/edge-spec.ts';
import type { PlacementConfig } from '../../../shared/model/app-config.ts';
import { sampleConfig } from './sample-records.ts';

const before = sampleConfig();
const { publish: _none, ...unpublished } = before;

describe('what needs another edge', () => {
  it.each<[string, PlacementConfig, PlacementConfig]>([
    ['published port 18080 becomes 18081', before, sampleConfig({ publish: { port: 18_081 } })],
    [
      'published port 18080 becomes 127.0.0.1:18080',
      before,
      sampleConfig({ publish: { port: 18_080, address: '127.0.0.1' } }),
    ],
    ['published port 18080 becomes none', before, unpublished],
    ['published port none becomes 18080', unpublished, before],
    ['port 8080 becomes 3000', before, sampleConfig({ port: 3000 })],
    ['mode http becomes tcp', before, sampleConfig({ mode: 'tcp' })],
    [
      'edge image edge:1 becomes edge:2',
      before,
      sampleConfig({ edge: { image: 'edge:2', maxConnections: 4096 } }),
    ],
    [
      'most connections 4096 becomes 100',
      before,
      sampleConfig({ edge: { image: 'edge:1', maxConnections: 100 } }),
    ],
    [
      'health timeout 5000 ms becomes 1000 ms',
      before,
      sampleConfig({ health: { ...before.health, timeoutMs: 1000 } }),
    ],
  ])('%s', (told, old, now) => {
    expect(edgeChanges(old, now)).toEqual([told]);
    // Told are exactly the things that the edge is made from.
    const spec = (config: PlacementConfig) =>
      edgeSpecHash(
        buildEdgeSpec({
          app: 'web',
          environment: 'prod',
          config,
          image: config.edge.image,
          address: '10.0.0.2',
        }),
      );
    expect(spec(now)).not.toBe(spec(old));
  });

  it('is told thing by thing when several change', () => {
    const now = sampleConfig({ mode: 'tcp', edge: { image: 'edge:2', maxConnections: 4096 } });
    expect(edgeChanges(before, now)).toEqual(['mode http becomes tcp', 'edge image edge:1 becomes edge:2']);
  });

  it.each<[string, Partial<PlacementConfig>]>([
    ['more replicas', { replicas: 3 }],
    ['another path that is checked', { health: { ...before.health, path: '/other' } }],
    ['another rhythm of checks', { health: { ...before.health, intervalMs: 250, rise: 5, fall: 5 } }],
    ['other variables', { environment: { A: 'b' } }],
    ['other times', { bakeMs: 0, warmForMs: 0, drainMs: 0 }],
  ])('are not %s', (_what, change) => {
    expect(edgeChanges(before, sampleConfig(change))).toEqual([]);
  });

  it('is nothing where nothing serves yet', () => {
    expect(edgeChanges(undefined, before)).toEqual([]);
  });
});
