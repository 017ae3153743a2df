import type { HouseEvent } from '../../../shared/contract/events.ts';
import type { HouseSnapshot, LiveDeployment, PlacementView } from '../../../shared/model/house.ts';
import type { Operation } from '../../../shared/model/operation.ts';
import type { TrafficSample } from '../../../shared/model/health-views.ts';
import {
  sampleApp,
  sampleHost,
  sampleHouse,
  sampleLane,
  sampleLive,
  samplePlacement,
} from '../support/sample-house.ts';

const APPS = 250;
const LANES = ['dev', 'test', 'staging', 'prod'];
const SAMPLES = 40;
/** Index of a placement that is in sight and that no event of the mix is about. */
export const WATCHED = 17;

/** 250 apps in 4 environments, each with traffic, every twentieth with something to say. */
export function manyPlacements(now: number): HouseSnapshot {
  const names = Array.from({ length: APPS }, (_, place) => `app-${String(place).padStart(3, '0')}`);
  const placements = names.flatMap((name, row) =>
    LANES.map((lane, column) => onePlacement(name, lane, row + column, now)),
  );
  return sampleHouse({
    at: now,
    hosts: [sampleHost('laptop'), sampleHost('nuc-1')],
    lanes: LANES.map((name, place) => sampleLane(name, place, { hosts: [hostOf(name)] })),
    apps: names.map((name) =>
      sampleApp(name, { newest: 17, next: 18, environments: LANES, revision: '4be1f2a' }),
    ),
    placements,
    live: [],
    traffic: Object.fromEntries(
      placements.map(({ key }, place) => [
        key,
        Array.from({ length: SAMPLES }, (_, at) => oneSample(now - (SAMPLES - at) * 5000, place + at)),
      ]),
    ),
  });
}

/** Cards in sight that are being deployed to all the time, and as many that are not in sight. */
const DEPLOYED = [1, 6, 11, 14, 301, 402, 503, 604];

/** The n-th of a mix of everything that comes from engines: health, deployments and their steps, traffic, builds. */
export function nthEvent(snapshot: HouseSnapshot, n: number, now: number): HouseEvent {
  const { placements } = snapshot;
  const at = (index: number): PlacementView =>
    placements[index % placements.length] ?? samplePlacement('a', 'b', 'c', 1);
  if (n % 100 === 99)
    return {
      type: 'traffic.sampled',
      samples: placements.map(({ key }, place) => [key, oneSample(now, place + n)]),
    };
  if (n % 10 === 9) return { type: 'operation.changed', operation: oneBuild(at((n * 4) % WATCHED), n, now) };
  if (n % 2 === 0) return { type: 'placement.changed', placement: oneChange(at(changed(n)), n, now) };
  const live = oneLive(at(DEPLOYED[n % DEPLOYED.length] ?? 1), n, now);
  return n % 200 === 33
    ? { type: 'deployment.ended', live: { ...live, deployment: ended(live.deployment, n, now) } }
    : { type: 'deployment.changed', live };
}

/** Mostly in sight: what is not costs next to nothing. */
function changed(n: number): number {
  return n % 10 === 8 ? WATCHED + 1 + ((n * 37) % 900) : (n * 7) % WATCHED;
}

function oneChange(placement: PlacementView, n: number, now: number): PlacementView {
  // Most of what engines tell is that something goes on; that it goes wrong is rare.
  const troubled = n % 200 === 0;
  return {
    ...placement,
    replicas: { up: 1 + (n % 2), wanted: 2 },
    health: troubled ? 'degraded' : 'well',
    healthSince: now - n,
    ...(troubled ? { problem: `replica 2 of ${placement.app} does not answer` } : {}),
  };
}

function oneBuild({ app }: PlacementView, n: number, now: number): Operation {
  return {
    id: `op-${app}`,
    kind: 'build',
    title: `Build ${app}`,
    app,
    state: 'running',
    startedAt: now,
    text: `step ${n % 9} of 9`,
    progress: { current: n % 9, total: 9, unit: 'steps' },
    cancellable: true,
  };
}

function hostOf(lane: string): string {
  return lane === 'dev' ? 'laptop' : 'nuc-1';
}

function onePlacement(app: string, lane: string, place: number, now: number): PlacementView {
  const plain = samplePlacement(app, lane, hostOf(lane), 10 + (place % 7), {
    since: now - place * 600_000,
    healthSince: now,
    green: { state: 'warm', version: 9, until: now + 600_000 },
    back: { version: 9, source: 'warm' },
  });
  return place % 20 === 0
    ? { ...plain, newer: 17, drift: { count: 2, worst: 'warning', checkedAt: now } }
    : plain;
}

function oneSample(at: number, seed: number): TrafficSample {
  return {
    at,
    requests: 8 + 5 * Math.sin(seed / 4) + (seed % 5),
    errors: seed % 97 === 0 ? 2 : 0,
    latencyMs: 12,
  };
}

function oneLive(placement: PlacementView, n: number, now: number): LiveDeployment {
  const live = sampleLive({
    key: placement.key,
    probes: { sent: n, failed: 0 },
    note: `ready ${n % 3} of 3`,
  });
  // A step every tenth time it is heard of; in between, probes and what it waits for.
  const done = Math.floor(n / (DEPLOYED.length * 10)) % live.plan.length;
  return {
    ...live,
    host: placement.host,
    deployment: {
      ...live.deployment,
      app: placement.app,
      environment: placement.environment,
      startedAt: now - n,
    },
    steps: live.plan
      .slice(0, done + 1)
      .map(({ name }, index) => ({ index, name, state: index < done ? 'done' : 'running', startedAt: now })),
  };
}

function ended(
  deployment: LiveDeployment['deployment'],
  n: number,
  now: number,
): LiveDeployment['deployment'] {
  return {
    ...deployment,
    state: 'live',
    endedAt: now,
    durationMs: 9800,
    receipt: {
      probes: 400 + n,
      failures: 0,
      longestGapMs: 3,
      latencyP50Ms: 1,
      latencyP95Ms: 2,
      switchMs: 4,
      untilServingMs: 2000,
      via: 'port',
      failureSamples: [],
    },
  };
}
