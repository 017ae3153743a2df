import { expect, onTestFinished, test } from 'vitest';
import { scanDrift } from '../../../electron/core/drift/scan-drift.ts';
import { edgeSpecHash } from '../../../electron/core/edge/edge-spec.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';
import { stageFleet } from '../../bench/drift-fleet.ts';
import { connectToFake } from '../../support/with-fake-engine.ts';

/** So many placements that agree with their history, each of five containers, and what scans them. */
async function stage(placements: number, changesLimitMs?: number) {
  const { fake, engine } = await connectToFake();
  const fleet = stageFleet(fake, placements);
  onTestFinished(() => fleet.remove());
  const scan = () =>
    scanDrift(
      {
        stores: fleet.stores,
        clock: systemClock,
        log: silentLog,
        engineOf: () => Promise.resolve(engine),
        appConfig: () => Promise.reject(new Error('these apps have no folders')),
        resolveVariables: () => Promise.resolve(new Map()),
        specHash: edgeSpecHash,
        ...(changesLimitMs === undefined ? {} : { changesLimitMs }),
      },
      {},
    );
  return { fake, scan };
}

test('a scan asks an engine at most twice per container', async () => {
  const { fake, scan } = await stage(20);
  const before = fake.calls.length;
  const reports = await scan();
  expect(reports.map(({ state, findings }) => [state, findings])).toEqual(
    Array.from({ length: 20 }, () => ['checked', []]),
  );
  const asked = fake.calls.slice(before).map(({ method, path }) => `${method} ${path}`);
  expect(asked.length).toBeLessThanOrEqual(2 * 20 * 5);
  const ofReplica = asked.filter((call) => call.includes('/containers/twinberth-app-7-prod-green-1/'));
  expect(ofReplica.toSorted()).toEqual([
    'GET /containers/twinberth-app-7-prod-green-1/changes',
    'GET /containers/twinberth-app-7-prod-green-1/json',
  ]);
});

test('an engine that does not get done comparing files holds up no scan: it is said, and it is left', async () => {
  const { fake, scan } = await stage(2, 200);
  const slow = 'twinberth-app-1-prod-green-2';
  let left = false;
  fake.on(`GET /containers/${slow}/changes`, ({ response, socket }) => {
    // It has begun an answer, as an engine that goes through a large image.
    response.writeHead(200);
    response.write('[');
    socket.once('close', () => (left = true));
  });
  const [first, second] = await scan();
  expect(first).toMatchObject({ app: 'app-1', state: 'checked' });
  expect(first?.findings).toMatchObject([{ kind: 'unread', severity: 'info' }]);
  expect(first?.findings[0]?.what).toContain("its files could not be compared with the image's");
  expect(first?.findings[0]?.what).toContain('the engine took too long');
  expect(first?.findings[0]?.what).toContain(slow);
  expect(second).toMatchObject({ app: 'app-2', state: 'checked', findings: [] });
  await expect.poll(() => left).toBe(true);
});
