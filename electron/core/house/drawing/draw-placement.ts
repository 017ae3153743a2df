import type { Colour } from '../../../../shared/model/colour.ts';
import type { Moored } from '../../../../shared/model/berth.ts';
import type { BerthView, LiveDeployment, PlacementView } from '../../../../shared/model/house.ts';
import type { PlacementHealth } from '../../../../shared/model/health-views.ts';
import type { EdgeLook } from '../../edge/watch-edge.ts';
import type { BerthRow } from '../../db/recorded-house.ts';
import { chooseStrategy } from '../../deployments/planning/choose-strategy.ts';
import type { PlacementConfig } from '../../../../shared/model/app-config.ts';
import {
  edgeAmong,
  judgeBerth,
  judgeStandby,
  replicasAmong,
  type SeenContainer,
} from '../../health/judge-berth.ts';
import type { Judgement } from '../../health/judge-health.ts';
import { placementUrl } from '../../health/placement-url.ts';
import { sightKey, type Facts, type HostSight } from '../facts.ts';
import type { Place } from '../place.ts';
import type { FindWayBack } from './find-way-back.ts';

/** What drawing a placement needs besides the facts. */
export interface DrawingTools {
  /** By the key of a berth's row. */
  readonly configOf: (key: number) => PlacementConfig;
  readonly findWayBack: FindWayBack;
  /** Since when a placement has had a health that it had not in the picture before. */
  readonly healthSince: (place: Place, health: PlacementHealth) => number;
}

/** One card. `live`: the deployment that runs or bakes there. */
export function drawPlacement(
  place: Place,
  facts: Facts,
  tools: DrawingTools,
  live: LiveDeployment | undefined,
  before: PlacementView | undefined,
): PlacementView {
  const row = facts.record.berths.get(place.key);
  const sight = facts.hosts.get(place.host.id);
  const containers = sight?.containers?.get(sightKey(place.app, place.environment)) ?? [];
  const key = row?.config ?? undefined;
  const config = key === undefined ? undefined : tools.configOf(key);
  const judged = judge(place, facts, row, config, sight, containers, live, before);
  const problem = judged.problem ?? facts.files.get(place.app)?.problem?.message;
  const lock = facts.record.locks.get(place.key);
  const known = sight?.state === 'here' ? containers : undefined;
  const berth = (colour: Colour) => drawBerth(colour, row, known, live);
  return {
    key: place.key,
    app: place.app,
    environment: place.environment,
    host: place.host.name,
    health: judged.health,
    healthSince:
      before?.health === judged.health ? before.healthSince : tools.healthSince(place, judged.health),
    ...(problem === undefined ? {} : { problem }),
    replicas: { up: judged.up, wanted: judged.wanted },
    ...(row === undefined ? {} : servingOf(row)),
    blue: berth('blue'),
    green: berth('green'),
    ...(config === undefined ? {} : configured(config, place)),
    ...(row === undefined || config === undefined
      ? {}
      : offers(place, facts, tools, row, config, containers)),
    ...(lock === undefined ? {} : { lock: { by: lock.by, since: lock.since, purpose: lock.purpose } }),
    held: row?.held === 1,
  };
}

/** Until its edge was asked for the first time, nothing new is said of a placement whose edge runs. */
function judge(
  place: Place,
  facts: Facts,
  row: BerthRow | undefined,
  config: PlacementConfig | undefined,
  sight: HostSight | undefined,
  containers: readonly SeenContainer[],
  live: LiveDeployment | undefined,
  before: PlacementView | undefined,
): Judgement {
  const wanted = config?.replicas ?? 0;
  const edge = facts.looks.get(place.key);
  const runs = edgeAmong(containers)?.state === 'running';
  const active = row?.active ?? undefined;
  if (active === undefined) return { health: 'empty', up: 0, wanted: 0 };
  if (sight === undefined || sight.state === 'connecting') return { health: 'unknown', up: 0, wanted };
  if (runs && edge === undefined && sight.state === 'here')
    return { health: before?.health ?? 'unknown', up: before?.replicas.up ?? 0, wanted };
  return judgeBerth({
    app: place.app,
    environment: place.environment,
    active,
    wanted,
    containers:
      sight.state === 'here' ? containers : (sight.problem ?? { message: 'The engine does not answer.' }),
    edge: typeof edge === 'object' ? { ...edge, gate: expectedGate(edge.gate, active, live) } : edge,
  });
}

/** The gate swings before that is written down: while somebody deploys, the new colour is where it may lead, too. */
function expectedGate(
  gate: EdgeLook['gate'],
  active: Colour,
  live: LiveDeployment | undefined,
): EdgeLook['gate'] {
  return live?.deployment.state === 'running' && gate === live.deployment.colour ? active : gate;
}

function servingOf(row: BerthRow): Partial<PlacementView> {
  return {
    ...(row.version === null ? {} : { version: row.version }),
    ...(row.tag === null ? {} : { tag: row.tag }),
    ...(row.configDigest === null ? {} : { identity: shortIdentity(row.configDigest) }),
    ...(row.deployment === null ? {} : { deployment: row.deployment }),
    ...(row.since === null ? {} : { since: row.since }),
    ...(row.active === null ? {} : { active: row.active }),
  };
}

function shortIdentity(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 12);
}

function configured(config: PlacementConfig, { host }: Place): Partial<PlacementView> {
  const url = placementUrl(config, host);
  return {
    mode: config.mode,
    ...(url === undefined ? {} : { url }),
    ...(isSingleWriter(config) ? { singleWriter: true } : {}),
  };
}

function isSingleWriter(config: PlacementConfig): boolean {
  return chooseStrategy(config, { config }).strategy === 'hold-and-swap';
}

function offers(
  place: Place,
  facts: Facts,
  { findWayBack }: DrawingTools,
  row: BerthRow,
  config: PlacementConfig,
  containers: readonly SeenContainer[],
): Partial<PlacementView> {
  const back = findWayBack(row, containers, isSingleWriter(config) ? 'hold-and-swap' : 'blue-green');
  const newest = facts.record.newest.get(place.app)?.deployable ?? 0;
  const drift = facts.drift.get(place.key);
  return {
    ...(newest > (row.version ?? newest) ? { newer: newest } : {}),
    ...(back === undefined ? {} : { back }),
    ...(drift === undefined || drift.deployment !== (row.deployment ?? undefined)
      ? {}
      : { drift: drift.mark }),
  };
}

/** `containers`: undefined when the engine does not say. */
function drawBerth(
  colour: Colour,
  row: BerthRow | undefined,
  containers: readonly SeenContainer[] | undefined,
  live: LiveDeployment | undefined,
): BerthView {
  const starting = live?.deployment.state === 'running' && live.deployment.colour === colour;
  if (starting && row?.active !== colour) return { state: 'starting', version: live.deployment.version };
  const state = row?.[`${colour}State`] ?? null;
  if (row === undefined || state === null) return { state: 'empty' };
  const version = row[`${colour}Version`];
  const known = version === null ? {} : { version };
  if (state === 'serving') return { state, ...known };
  const standby = standbyOf(state, containers, colour);
  const until = row[`${colour}WarmUntil`];
  if (standby === undefined) return { state: 'empty' };
  return { state: standby, ...known, ...(standby === 'warm' && until !== null ? { until } : {}) };
}

function standbyOf(
  state: Moored['state'],
  containers: readonly SeenContainer[] | undefined,
  colour: Colour,
): 'warm' | 'stopped' | undefined {
  return judgeStandby(state, containers && replicasAmong(containers, colour));
}
