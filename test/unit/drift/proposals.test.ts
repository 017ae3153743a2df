import { describe, expect, onTestFinished, test } from 'vitest';
import type { LastScan, WriteRecord } from '../../../electron/core/db/last-scan.ts';
import type { DriftInput, SeenPart } from '../../../electron/core/drift/drift-input.ts';
import { judgeWrites, nextWrites } from '../../../electron/core/drift/judge-writes.ts';
import { proposeReadOnly } from '../../../electron/core/drift/propose-read-only.ts';
import type { PlacementConfig } from '../../../shared/model/app-config.ts';
import { openHistory } from '../deployments/open-history.ts';
import { sampleBegin, sampleConfig, sampleEnvironment, sampleHost } from '../deployments/sample-records.ts';
import { sampleSeen } from './sample-seen.ts';

const DAY = 86_400_000;

function judge(paths: readonly string[], change: Partial<SeenPart> = {}) {
  const part = {
    seen: sampleSeen(),
    changes: { entries: paths.map((path) => ({ path, kind: 'modified' as const })), complete: true },
    ...change,
  } as SeenPart;
  const input = {
    active: 'blue',
    colours: [{ colour: 'blue', replaced: false, replicas: [{ replica: 1 }] }],
  } as unknown as DriftInput;
  return judgeWrites(input, { replicas: new Map([['blue 1', part]]), extras: [] } as never);
}

describe('whether a container wrote outside mounts', () => {
  test.each([
    ['nothing', [], 'none'],
    ['only in a mount, whose folder was made for it', ['/anonymous', '/data', '/data/x'], 'none'],
    ['in a folder for such', ['/tmp', '/tmp/x'], 'some'],
    ['beside a mount', ['/database'], 'some'],
  ] as const)('%s', (_name, paths, answer) => {
    expect(judge(paths)).toBe(answer);
  });

  test('is not known when it could not be read', () => {
    expect(judge([], { changes: { problem: 'no' } })).toBe('unknown');
    expect(judge([], { changes: { entries: [], complete: false } })).toBe('some');
  });
});

describe('what is known after several looks', () => {
  const after = (...looks: readonly (readonly ['none' | 'some' | 'unknown', number])[]) =>
    looks.reduce<WriteRecord | undefined>((before, [seen, at]) => nextWrites(before, seen, at), undefined);

  test('is since when, until when and how often nothing was written', () => {
    expect(after(['none', 1], ['unknown', 2], ['none', 3])).toEqual({
      cleanSince: 1,
      cleanUntil: 3,
      cleanScans: 2,
    });
  });

  test('begins anew with each write', () => {
    expect(after(['none', 1], ['some', 2])).toEqual({ cleanScans: 0, lastWrite: 2 });
    expect(after(['none', 1], ['some', 2], ['none', 3])).toEqual({
      cleanSince: 3,
      cleanUntil: 3,
      cleanScans: 1,
      lastWrite: 2,
    });
  });
});

describe('read_only is proposed', () => {
  function stage(change: Partial<PlacementConfig> = {}) {
    const history = openHistory();
    onTestFinished(() => history.remove());
    const { stores } = history;
    const serve = (environment: string, slot: number) => {
      if (stores.environments.byName(environment) === undefined)
        stores.environments.add(sampleEnvironment(environment, { position: slot }));
      const { id } = stores.deployments.begin(
        sampleBegin(`d-${environment}`, 1, { environment, config: sampleConfig(change) }),
      );
      stores.deployments.update(id, { state: 'live' });
      const place = { app: 'web', environment, host: sampleHost.id };
      stores.berths.put({
        ...place,
        active: 'blue',
        activeDeployment: id,
        blue: { deployment: id, state: 'serving' },
        slot,
        held: false,
      });
      return (writes: WriteRecord) => {
        const scan: LastScan = { deployment: id, checkedAt: 1, findings: 0, writes };
        stores.driftScans.put(place, scan);
      };
    };
    return { stores, serve };
  }
  const week: WriteRecord = { cleanSince: DAY, cleanUntil: 8 * DAY, cleanScans: 9 };

  test('after a week without a write, with what it is concluded from', () => {
    const { stores, serve } = stage();
    serve('prod', 1)(week);
    const [proposal, ...others] = proposeReadOnly(stores, {});
    expect(others).toEqual([]);
    expect(proposal).toMatchObject({ app: 'web', key: 'read_only', value: true, since: DAY, scans: 9 });
    expect(proposal?.why).toContain('in 7 days and 9 looks');
  });

  test.each([
    ['before a week is over', { ...week, cleanUntil: 8 * DAY - 1 }],
    ['after a single look', { ...week, cleanScans: 1 }],
    ['after a write', { cleanScans: 0, lastWrite: 5 }],
  ])('not %s', (_name, writes) => {
    const { stores, serve } = stage();
    serve('prod', 1)(writes);
    expect(proposeReadOnly(stores, {})).toEqual([]);
  });

  test('not while another placement of the app writes, or was never looked at', () => {
    const { stores, serve } = stage();
    serve('prod', 1)(week);
    const looked = serve('staging', 2);
    expect(proposeReadOnly(stores, {})).toEqual([]);
    looked({ cleanScans: 0, lastWrite: 5 });
    expect(proposeReadOnly(stores, {})).toEqual([]);
    expect(proposeReadOnly(stores, { environment: 'prod' })).toHaveLength(1);
    looked({ ...week, cleanScans: 3 });
    expect(proposeReadOnly(stores, {})).toMatchObject([{ scans: 3 }]);
  });

  test('not where it is so already', () => {
    const { stores, serve } = stage({ readOnly: true });
    serve('prod', 1)(week);
    expect(proposeReadOnly(stores, {})).toEqual([]);
  });
});
