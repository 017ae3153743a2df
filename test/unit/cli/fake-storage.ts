import type { StorageCommands } from '../../../electron/core/storage/storage-commands.ts';
import type { StoragePlan } from '../../../shared/model/storage.ts';
import { NOW } from './sample-records.ts';

const image = (version: number) => ({
  id: `sha256:${String(version).repeat(64)}`,
  app: 'web',
  version,
  release: `r${version}`,
  tags: [`web:v${version}`],
  createdAt: NOW - 86_400_000,
  sizeBytes: 200_000_000,
});

/** One image that goes, one that is kept for a rollback, one that serves, and an orphan of each sort. */
export const SAMPLE_STORAGE_PLAN: StoragePlan = {
  hosts: [
    {
      host: 'local',
      removes: [{ ...image(3), why: 'old', freesBytes: 48_000_000 }],
      keeps: [
        {
          ...image(7),
          reasons: [{ kind: 'live', environment: 'prod', host: 'local' }],
          costsBytes: 50_000_000,
        },
        {
          ...image(6),
          reasons: [{ kind: 'rollback', environment: 'prod', host: 'local' }],
          costsBytes: 12_000_000,
        },
      ],
      foreignImages: 2,
      orphans: [
        { kind: 'container', id: 'c1', name: 'twinberth-web-dev-blue-1', owner: 'ann@desk', removable: true },
        { kind: 'volume', id: 'v1', name: 'twinberth-old-dev-data', owner: 'ann@desk', removable: false },
      ],
      keptContainers: [
        {
          id: 'c2',
          name: 'twinberth-web-prod-blue-1',
          app: 'web',
          environment: 'prod',
          colour: 'blue',
          why: 'live',
        },
        { id: 'c3', name: 'twinberth-web-prod-edge', app: 'web', environment: 'prod', why: 'edge' },
        {
          id: 'c4',
          name: 'twinberth-web-prod-green-1',
          app: 'web',
          environment: 'prod',
          colour: 'green',
          why: 'warm',
        },
      ],
      foreignContainers: 3,
      cache: [
        { id: 'r1', description: 'COPY . .', sizeBytes: 30_000_000, why: 'image' },
        { id: 'r2', description: 'RUN npm ci', sizeBytes: 20_000_000, why: 'builder' },
        { id: 'r3', description: 'local source', sizeBytes: 1_000_000, why: 'builder' },
      ],
      freesBytes: 48_000_000,
      cachedBytes: 40_000_000,
    },
  ],
  unreachable: [{ host: 'attic', problem: 'attic does not answer.' }],
  logs: [{ id: 'l1', app: 'web', build: 'b1', kind: 'build', at: NOW, bytes: 2000 }],
  logsBytes: 2000,
  keptLogs: [
    { id: 'l2', app: 'web', build: 'b6', kind: 'build', at: NOW, bytes: 3000, why: 'release' },
    { id: 'l3', app: 'web', build: 'b7', kind: 'build', at: NOW, bytes: 4000, why: 'newest' },
    { id: 'l4', app: 'web', build: 'b7', kind: 'test', at: NOW, bytes: 1000, why: 'newest' },
  ],
  history: { bytes: 100_000, freeBytes: 0, foldable: 7 },
};

export function fakeStorage(note: (name: string, request: unknown) => void): StorageCommands {
  const pinned = new Set<string>();
  return {
    plan: (request) => {
      note('storage.plan', request);
      return Promise.resolve(SAMPLE_STORAGE_PLAN);
    },
    apply: (request = {}) => {
      const { signal: _signal, ...rest } = request;
      note('storage.apply', rest);
      const problem = 'web in prod is being worked on.';
      return Promise.resolve({
        plan: SAMPLE_STORAGE_PLAN,
        hosts: [
          {
            host: 'local',
            removed: ['web:v3'],
            spared: [],
            failed: request.host === undefined ? [] : [{ what: 'images of web', problem }],
            plannedBytes: 48_000_000,
            measured: { layersBytes: 48_000_000, keptByBuilderBytes: 40_000_000 },
          },
        ],
        logsRemoved: 1,
        history: { beforeBytes: 100_000, afterBytes: 96_000, folded: 7 },
      });
    },
    pin: (app, version) => void pinned.add(`${app} ${version}`),
    unpin: (app, version) => pinned.delete(`${app} ${version}`),
    pins: () => [],
  };
}
