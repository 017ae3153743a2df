import type { AppView } from '../../../shared/model/app-views.ts';
import type { TrafficSample } from '../../../shared/model/health-views.ts';
import {
  placementKey,
  type HostView,
  type HouseSnapshot,
  type LaneView,
  type LiveDeployment,
  type PlacementView,
} from '../../../shared/model/house.ts';
import { DEFAULT_PREFERENCES } from '../../../renderer/store/house-state.ts';

/** A Monday noon, so that pictures and relative times stay as they are. */
export const NOON = Date.UTC(2026, 10, 23, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A house as its owner knows it: four apps in three lanes, one being deployed, one failing, one with drift, a host away. */
export function sampleHouse(change: Partial<HouseSnapshot> = {}): HouseSnapshot {
  const placements = samplePlacements();
  return {
    seq: 0,
    at: NOON,
    hosts: [
      sampleHost('laptop'),
      sampleHost('nuc-1', { version: '29.1.2' }),
      sampleHost('nuc-2', {
        state: 'away',
        since: NOON - 3 * MINUTE,
        problem: {
          code: 'engine.unreachable',
          message: 'The engine at tcp://nuc-2:2376 does not answer: connection refused.',
          details: {},
          retry: true,
        },
      }),
    ],
    lanes: [
      sampleLane('dev', 0, { hosts: ['laptop'] }),
      sampleLane('staging', 1, {
        hosts: ['nuc-1'],
        policy: { tested: true, soakMs: 0, approval: false },
      }),
      sampleLane('prod', 2, {
        hosts: ['nuc-1'],
        policy: { tested: true, soakMs: HOUR, approval: false },
      }),
    ],
    apps: [
      sampleApp('web', { newest: 16, next: 17, revision: '4be1f2a' }),
      sampleApp('api', { newest: 42, next: 43, revision: '77c0d19' }),
      sampleApp('postgres', { newest: 3, next: 4, source: 'postgres:17' }),
      sampleApp('photos', { newest: 9, next: 10, source: 'photos:1.121' }),
    ],
    placements,
    live: [sampleLive()],
    operations: [],
    notices: [],
    traffic: Object.fromEntries(placements.map(({ key }, index) => [key, sampleTraffic(index)])),
    preferences: DEFAULT_PREFERENCES,
    owner: 'ada@laptop',
    ...change,
  };
}

function samplePlacements(): readonly PlacementView[] {
  return [
    samplePlacement('web', 'dev', 'laptop', 16, {
      green: { state: 'warm', version: 15, until: NOON + 7 * MINUTE },
      back: { version: 15, source: 'warm' },
      since: NOON - 8 * MINUTE,
    }),
    samplePlacement('web', 'staging', 'nuc-1', 15, {
      active: 'green',
      blue: { state: 'empty' },
      green: { state: 'serving', version: 15 },
      newer: 16,
      since: NOON - 2 * HOUR,
    }),
    samplePlacement('web', 'prod', 'nuc-1', 13, {
      green: { state: 'stopped', version: 12 },
      back: { version: 12, source: 'start' },
      newer: 15,
      replicas: { up: 2, wanted: 2 },
      since: NOON - 200 * HOUR,
    }),
    samplePlacement('api', 'dev', 'laptop', 41, { green: { state: 'starting', version: 42 }, newer: 42 }),
    samplePlacement('api', 'staging', 'nuc-1', 41, {
      replicas: { up: 2, wanted: 2 },
      drift: { count: 2, worst: 'warning', checkedAt: NOON - 5 * MINUTE },
      since: NOON - 24 * HOUR,
    }),
    samplePlacement('api', 'prod', 'nuc-1', 41, {
      green: { state: 'warm', version: 40, until: NOON + 10 * MINUTE },
      back: { version: 40, source: 'warm' },
      health: 'down',
      healthSince: NOON - 2 * MINUTE,
      problem: "the edge's check of replica 1 fails (L7STS 500).",
      replicas: { up: 0, wanted: 1 },
      since: NOON - 20 * HOUR,
    }),
    emptyPlacement('postgres', 'dev', 'laptop'),
    samplePlacement('postgres', 'staging', 'nuc-1', 3, {
      active: 'green',
      blue: { state: 'empty' },
      green: { state: 'serving', version: 3 },
      singleWriter: true,
      mode: 'tcp',
      since: NOON - 144 * HOUR,
    }),
    samplePlacement('postgres', 'prod', 'nuc-1', 3, {
      green: { state: 'stopped', version: 2 },
      back: { version: 2, source: 'start' },
      singleWriter: true,
      mode: 'tcp',
      since: NOON - 144 * HOUR,
    }),
    emptyPlacement('photos', 'dev', 'laptop'),
    samplePlacement('photos', 'staging', 'nuc-1', 9, { since: NOON - 72 * HOUR }),
    samplePlacement('photos', 'prod', 'nuc-1', 8, {
      active: 'green',
      blue: { state: 'stopped', version: 7 },
      green: { state: 'serving', version: 8 },
      back: { version: 7, source: 'start' },
      newer: 9,
      since: NOON - 288 * HOUR,
    }),
  ];
}

export function samplePlacement(
  app: string,
  environment: string,
  host: string,
  version: number,
  change: Partial<PlacementView> = {},
): PlacementView {
  return {
    key: placementKey({ app, environment, host }),
    app,
    environment,
    host,
    health: 'well',
    healthSince: NOON - HOUR,
    replicas: { up: 1, wanted: 1 },
    version,
    tag: `${app}:v${version}`,
    identity: (0x9c41e07b12f0 + version * 7919).toString(16).padStart(12, '0').slice(-12),
    deployment: `d-${app}-${environment}-${version}`,
    since: NOON - HOUR,
    active: 'blue',
    blue: { state: 'serving', version },
    green: { state: 'empty' },
    mode: 'http',
    url: `http://127.0.0.1:${18_000 + version}/`,
    held: false,
    ...change,
  };
}

export function emptyPlacement(app: string, environment: string, host: string): PlacementView {
  return {
    key: placementKey({ app, environment, host }),
    app,
    environment,
    host,
    health: 'empty',
    healthSince: NOON,
    replicas: { up: 0, wanted: 0 },
    blue: { state: 'empty' },
    green: { state: 'empty' },
    held: false,
  };
}

export function sampleHost(name: string, change: Partial<HostView> = {}): HostView {
  return {
    id: `h-${name}`,
    name,
    endpoint: name === 'laptop' ? 'unix:///var/run/docker.sock' : `tcp://${name}:2376`,
    address: name === 'laptop' ? '127.0.0.1' : name,
    state: 'here',
    since: NOON - 24 * HOUR,
    version: '28.5.1',
    flavour: 'docker',
    ...change,
  };
}

export function sampleLane(name: string, position: number, change: Partial<LaneView> = {}): LaneView {
  return {
    id: `e-${name}`,
    name,
    position,
    hosts: ['laptop'],
    policy: { tested: false, soakMs: 0, approval: false },
    ...change,
  };
}

export function sampleApp(name: string, change: Partial<AppView> = {}): AppView {
  return {
    name,
    directory: `/home/ada/src/${name}`,
    source: 'Dockerfile',
    environments: ['dev', 'staging', 'prod'],
    next: 1,
    ...(change.newest === undefined ? {} : { deployable: change.newest }),
    ...change,
  };
}

/** api v42 on its way into dev: four of its steps done, the new colour being waited for. */
export function sampleLive(change: Partial<LiveDeployment> = {}): LiveDeployment {
  const key = placementKey({ app: 'api', environment: 'dev', host: 'laptop' });
  const plan = [
    { name: 'lock', text: 'lock api in dev' },
    { name: 'image', text: 'use api:v42, which is on laptop' },
    { name: 'edge', text: 'use the edge that runs' },
    { name: 'create', text: 'create 3 containers of green' },
    { name: 'start', text: 'start them' },
    { name: 'ready', text: 'wait until the edge sees all 3 up for 2 s' },
    { name: 'switch', text: 'swing the gate from blue to green' },
    { name: 'bake', text: 'watch v42 for 10 s' },
    { name: 'standby', text: 'keep v41 warm for 15 min' },
    { name: 'receipt', text: 'write the receipt' },
  ] as const;
  return {
    key,
    deployment: {
      sequence: 77,
      id: 'd-77',
      kind: 'deploy',
      app: 'api',
      environment: 'dev',
      host: 'h-laptop',
      release: 'r-api-42',
      version: 42,
      colour: 'green',
      state: 'running',
      startedAt: NOON - 1400,
      by: 'ada@laptop',
      via: 'app',
    },
    host: 'laptop',
    fromVersion: 41,
    fromColour: 'blue',
    strategy: 'blue-green',
    source: 'create',
    interruptions: [],
    plan,
    steps: plan.slice(0, 6).map(({ name, text }, index) => ({
      index,
      name,
      state: index < 5 ? 'done' : 'running',
      startedAt: NOON - 1400 + index * 200,
      ...(index < 5 ? { durationMs: 190 } : {}),
      note: text,
    })),
    note: 'ready 2 of 3',
    probes: { sent: 412, failed: 0 },
    ...change,
  };
}

function sampleTraffic(seed: number): readonly TrafficSample[] {
  return Array.from({ length: 30 }, (_, index) => ({
    at: NOON - (30 - index) * 5000,
    requests: 8 + 5 * Math.sin((index + seed * 3) / 4) + ((index * 7 + seed) % 5),
    errors: seed === 5 && index > 22 ? index - 20 : 0,
    latencyMs: 12 + ((index * 5 + seed) % 9),
  }));
}
