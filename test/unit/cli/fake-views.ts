import type { Core, ReleaseCommands } from '../../../electron/core/core.ts';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import type { Views } from '../../../electron/core/views/views.ts';
import type { HistoryRow } from '../../../shared/model/history-row.ts';
import type { Release } from '../../../shared/model/release.ts';
import { NOW, sampleDeployment, sampleRelease } from './sample-records.ts';

type Note = (name: string, request: unknown) => void;

/** Withdrawing and comparing, over the double's own releases. */
export function fakeReleaseCare(
  note: Note,
  releases: () => readonly Release[],
): Pick<ReleaseCommands, 'withdraw' | 'compare'> {
  const find = (version: number) => {
    const found = releases().find((release) => release.version === version);
    if (found !== undefined) return found;
    throw new Failure('release.unknown', `web has no release v${version}.`, {});
  };
  return {
    withdraw: (app, version) => {
      note('releases.withdraw', { app, version });
      return { ...find(version), withdrawnAt: NOW };
    },
    compare: (app, from, to) => {
      note('releases.compare', { app, from, to });
      return Promise.resolve({
        from: find(from),
        to: find(to),
        sameImage: false,
        changes: [
          { kind: 'changed', what: 'variable', name: 'NODE_ENV', before: 'development', after: 'production' },
          { kind: 'added', what: 'port', name: '9090' },
        ],
        layers: [
          { diffId: `sha256:${'a'.repeat(64)}`, in: 'both', sizeBytes: 80_000_000, madeBy: 'ADD rootfs' },
          { diffId: `sha256:${'b'.repeat(64)}`, in: 'from', sizeBytes: 4_000_000, madeBy: 'COPY . /app' },
          { diffId: `sha256:${'c'.repeat(64)}`, in: 'to', sizeBytes: 4_100_000, madeBy: 'COPY . /app' },
        ],
      });
    },
  };
}

export const SAMPLE_ROWS: readonly HistoryRow[] = [
  { id: 'd1', kind: 'deploy', state: 'live', at: NOW, app: 'web', environment: 'prod', by: 'ann@desk' },
];

/** The views that the command line asks for; the others are no part of this double. */
export function fakeViews(note: Note, releases: () => readonly Release[]): Core['views'] {
  const views: Pick<Views, 'release' | 'exportHistory' | 'compareDeployments'> = {
    compareDeployments: (a, b) => {
      note('views.compareDeployments', { a, b });
      const detail = { deployment: sampleDeployment(), host: 'local', steps: [], evidence: [] };
      const change = {
        kind: 'changed',
        what: 'variable',
        name: 'LOG_LEVEL',
        before: 'info',
        after: 'debug',
      } as const;
      return { a: detail, b: detail, changes: [change] };
    },
    release: (_app, version) => ({
      release: releases().find((release) => release.version === version) ?? sampleRelease(version),
      runs: [{ environment: 'prod', host: 'local', colour: 'blue', state: 'serving' }],
      approvals: [],
    }),
    exportHistory: (filter, format) => {
      note('views.exportHistory', { filter, format });
      return [format === 'csv' ? 'at,kind\r\n' : '[\n', format === 'csv' ? 'now,deploy\r\n' : '{}\n]\n'];
    },
  };
  return views as Views;
}
