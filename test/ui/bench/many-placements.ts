import type { HouseEvent } from '../../../shared/contract/events.ts';
import type { HouseSnapshot, LiveDeployment, PlacementView } from '../../../shared/model/house.ts';
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

/** The n-th of a mix of everything that comes from engines: health, deployments and their steps, traffic, builds. */
export function nthEvent(snapshot: HouseSnapshot, n: number, now: number): HouseEvent {
  // Mostly of what is in sight: what is not costs next to nothing.
  const { placements } = snapshot;
  const placement = placements[n % 5 === 4 ? (n * 37) % placements.length : (n * 7) % 24] ?? placements[0];
  if (placement === undefined) throw new Error('there are no placements');
  if (n % 100 === 99)
    return {
      type: 'traffic.sampled',
      samples: placements.map(({ key }, place) => [key, oneSample(now, place + n)]),
    };
  switch (n % 4) {
    case 0:
      return {
        type: 'placement.changed',
        placement: {
          ...placement,
          replicas: { up: n % 3, wanted: 2 },
          health: n % 3 === 2 ? 'well' : 'degraded',
          healthSince: now,
          problem: `replica ${n % 3} of ${placement.app} does not answer`,
        },
      };
    case 1:
      return { type: 'deployment.changed', live: oneLive(placement, n, now) };
    case 2:
      return {
        type: 'deployment.ended',
        live: { ...oneLive(placement, n, now), deployment: endedDeployment(placement, n, now) },
      };
    default:
      return {
        type: 'operation.changed',
        operation: {
          id: `op-${placement.app}`,
          kind: 'build',
          title: `Build ${placement.app}`,
          app: placement.app,
          state: 'running',
          startedAt: now,
          text: `step ${n % 9} of 9`,
          progress: { current: n % 9, total: 9, unit: 'steps' },
          cancellable: true,
        },
      };
  }
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
  const done = n % live.plan.length;
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

function endedDeployment(placement: PlacementView, n: number, now: number): LiveDeployment['deployment'] {
  return {
    ...oneLive(placement, n, now).deployment,
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
