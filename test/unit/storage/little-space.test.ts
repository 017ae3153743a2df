import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { BuildStage } from '../../../electron/core/core.ts';
import { noteLittleSpace } from '../../../electron/core/releases/note-little-space.ts';
import type { BuildJob } from '../../../electron/core/releases/build-job.ts';
import type { Endpoint } from '../../../shared/model/host.ts';
import { sampleHost } from '../deployments/sample-records.ts';
import { release } from './sample-facts.ts';

/** What a build says beforehand, of an engine whose data are in `dataRoot`. */
async function notes(
  newestBytes: number | undefined,
  dataRoot: string,
  endpoint: Endpoint = sampleHost.endpoint,
) {
  const stages: BuildStage[] = [];
  const newest = newestBytes === undefined ? undefined : release(7, { sizeBytes: newestBytes });
  const job = {
    deps: { stores: { releases: { latest: () => newest } } },
    config: { app: 'web' },
    host: { ...sampleHost, endpoint },
    engine: { info: () => Promise.resolve({ dataRoot }) },
    report: (stage: BuildStage) => stages.push(stage),
  };
  await noteLittleSpace(job as unknown as BuildJob);
  return stages;
}

/** More than any disk has. */
const VAST = 1e18;

describe('before a build', () => {
  it('a disk that could not take the newest release is named, with the way out', async () => {
    expect(await notes(VAST, tmpdir())).toMatchObject([
      {
        stage: 'note',
        text: expect.stringMatching(/Only .* are free on local, and web:v7 takes .*twinberth gc/) as string,
      },
    ]);
  });

  it('nothing is said where there is room, nothing to compare with, or no telling', async () => {
    expect(await notes(1, tmpdir())).toEqual([]);
    expect(await notes(undefined, tmpdir())).toEqual([]);
    expect(await notes(VAST, '/no/such/folder')).toEqual([]);
    expect(await notes(VAST, tmpdir(), { kind: 'tcp', host: 'attic', port: 2376 })).toEqual([]);
  });
});
