import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { careForDrift } from '../../../electron/core/house/caring/care-for-drift.ts';
import { scanDrift } from '../../../electron/core/drift/scan-drift.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { createFindTouched } from '../../../electron/core/house/caring/find-touched.ts';
import { peekCommand } from '../../../electron/core/edge/peek-edge.ts';
import type { ThingEvent } from '../../../electron/core/engine/engine-event.ts';
import { LABEL, LABEL_VERSION } from '../../../electron/core/engine/labels.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';
import type { DriftReport, DriftRequest } from '../../../shared/model/drift.ts';
import { openHistory } from '../deployments/open-history.ts';
import { sampleBegin, sampleHost, sampleRelease } from '../deployments/sample-records.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const web = { app: 'web', environment: 'prod' };
const HALF_HOUR = 1_800_000;

function stage(everyMs = HALF_HOUR) {
  const scans: DriftRequest[] = [];
  const told: DriftReport[] = [];
  const world = { busy: false, state: 'checked' as DriftReport['state'] };
  const care = careForDrift({
    clock: { ticks: () => performance.now() },
    log: silentLog,
    everyMs,
    scan: (request) => {
      scans.push(request);
      const { state } = world;
      return Promise.resolve([{ ...web, host: 'local', state, checkedAt: 0, findings: [] }]);
    },
    tell: (reports) => told.push(...reports),
    isBusy: () => world.busy,
  });
  onTestFinished(() => care.close());
  return { scans, told, world, care };
}

describe('drift, while a house is open', () => {
  test('is looked for soon after the opening, and then so often as is set; what is found is told', async () => {
    const { scans, told } = stage();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(scans).toEqual([{}]);
    expect(told).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(HALF_HOUR - 11_000);
    expect(scans).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(HALF_HOUR);
    expect(scans).toHaveLength(2);
  });

  test('is never looked for when that is off', async () => {
    const { scans, care } = stage(0);
    care.touched(web);
    await vi.advanceTimersByTimeAsync(365 * 86_400_000);
    expect(scans).toEqual([]);
  });

  test('is not looked for all the time when the pause is longer than a timer can be', async () => {
    const { scans } = stage(60 * 86_400_000);
    await vi.advanceTimersByTimeAsync(59 * 86_400_000);
    expect(scans).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2 * 86_400_000);
    expect(scans).toHaveLength(2);
  });

  test('is looked for where something happened, once for what happens together', async () => {
    const { scans, care } = stage();
    await vi.advanceTimersByTimeAsync(10_000);
    for (let round = 0; round < 5; round += 1) {
      care.touched(web);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(scans).toEqual([{}]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(scans).toEqual([{}, web]);
  });

  test('is looked for at some time also where something happens all the time, but not each time', async () => {
    const { scans, care } = stage();
    await vi.advanceTimersByTimeAsync(10_000);
    for (let second = 0; second < 120; second += 1) {
      care.touched(web);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(scans.length).toBeGreaterThanOrEqual(3);
    expect(scans.length).toBeLessThanOrEqual(6);
  });

  test('waits while somebody is at work there', async () => {
    const { scans, world, care } = stage();
    await vi.advanceTimersByTimeAsync(10_000);
    world.busy = true;
    care.touched(web);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(scans).toEqual([{}]);
    world.busy = false;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(scans).toEqual([{}, web]);
  });

  test('is looked for no more when the house is closed, however long a host does not answer', async () => {
    const { stores, remove } = recordServing();
    onTestFinished(remove);
    let begun = false;
    const care = careForDrift({
      clock: { ticks: () => performance.now() },
      log: silentLog,
      everyMs: HALF_HOUR,
      scan: async (request, signal) => {
        const never = new Promise<never>(() => undefined);
        const unused = () => Promise.reject(new Error('is not asked'));
        begun = true;
        return scanDrift(
          {
            stores,
            clock: systemClock,
            log: silentLog,
            engineOf: () => never,
            appConfig: unused,
            resolveVariables: unused,
            specHash: () => '',
          },
          request,
          signal,
        );
      },
      tell: () => expect.unreachable('nothing is told after that'),
      isBusy: () => false,
    });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(begun).toBe(true);
    await expect(care.close()).resolves.toBeUndefined();
  });

  test('is looked for again where somebody had been at work', async () => {
    const { scans, world } = stage();
    world.state = 'busy';
    await vi.advanceTimersByTimeAsync(6_000);
    world.state = 'checked';
    await vi.advanceTimersByTimeAsync(20_000);
    expect(scans).toEqual([{}, web]);
  });
});

/** v1 of `web` serves in `prod` on the sample host. */
function recordServing() {
  const { stores, remove } = openHistory();
  const { id } = stores.deployments.begin(sampleBegin('d1', 1));
  stores.deployments.update(id, { state: 'live' });
  stores.berths.put({
    ...web,
    host: sampleHost.id,
    active: 'blue',
    activeDeployment: id,
    blue: { deployment: id, state: 'serving' },
    slot: 1,
    held: false,
  });
  return { stores, remove, id };
}

describe('what may have made drift', () => {
  const labels = { [LABEL.version]: LABEL_VERSION, [LABEL.app]: 'web', [LABEL.env]: 'prod' };
  const event = (action: string, change: Partial<ThingEvent> = {}): ThingEvent => ({
    kind: 'container',
    action,
    id: 'c1',
    attributes: { ...labels, [LABEL.role]: 'replica' },
    at: 1,
    ...change,
  });
  const stageFind = () => {
    const history = openHistory();
    onTestFinished(() => history.remove());
    const { stores } = history;
    const find = createFindTouched(stores);
    return { find: (told: ThingEvent) => find(sampleHost, told) };
  };

  test.each(['create', 'die', 'rename', 'update', 'destroy'])('%s of a container of ours', (action) => {
    const { find } = stageFind();
    expect(find(event(action))).toEqual([web]);
    expect(find(event(action, { attributes: { name: 'somebody' } }))).toEqual([]);
  });

  test('a command in a container, the first time', () => {
    const { find } = stageFind();
    expect(find(event('exec_start', { value: 'sh' }))).toEqual([web]);
    expect(find(event('exec_start', { value: 'sh' }))).toEqual([]);
    expect(find(event('exec_start', { value: 'rm -rf /data' }))).toEqual([web]);
  });

  test('but not what Twinberth itself runs in an edge', () => {
    const { find } = stageFind();
    const attributes = { ...labels, [LABEL.role]: 'edge' };
    const own = [peekCommand(8080).join(' '), '/bin/sh', 'nc 127.0.0.1 8081'];
    for (const value of own) expect(find(event('exec_start', { attributes, value }))).toEqual([]);
    expect(find(event('exec_start', { attributes, value: 'vi haproxy.cfg' }))).toEqual([web]);
  });

  test('that the image of what serves lost its tag, or its tag was given to another', () => {
    const history = recordServing();
    onTestFinished(history.remove);
    const { stores } = history;
    const seek = createFindTouched(stores);
    const find = (told: ThingEvent) => seek(sampleHost, told);
    const release = sampleRelease(1);
    if (stores.releases.get(release.id) === undefined) stores.releases.add(release);
    stores.releases.setEngineId(release.id, sampleHost.id, 'sha256:there');
    const image = (action: string, of: string, name: string) =>
      find(event(action, { kind: 'image', id: of, attributes: { name } }));
    expect(image('untag', 'sha256:there', 'sha256:there')).toMatchObject([web]);
    expect(image('tag', 'sha256:other', release.tag)).toMatchObject([web]);
    expect(image('tag', 'sha256:other', 'other:v1')).toEqual([]);
    expect(image('pull', 'sha256:there', release.tag)).toEqual([]);
  });
});
