import { isTrouble } from '../../../shared/model/health-views.ts';
import type { HouseSnapshot, LaneView, PlacementView } from '../../../shared/model/house.ts';
import { appPlace, deploymentPlace, PLACES } from '../address/places.ts';
import type { MenuEntry } from '../menu/describe-menu.ts';

/** The state of the whole house, each with a shape of its own: nothing to do, something is happening, look at it. */
export type TrayState = 'well' | 'working' | 'wrong';

export interface TrayView {
  readonly state: TrayState;
  readonly tooltip: string;
  readonly menu: readonly MenuEntry[];
}

export type TraySubject = Pick<
  HouseSnapshot,
  'hosts' | 'lanes' | 'placements' | 'live' | 'operations' | 'preferences'
>;

/** More than these would make a menu longer than a screen; the rest is counted. */
const MOST_PROBLEMS = 8;
const PAUSE_MS = 3_600_000;
/** Menus do not wrap. */
const LONGEST_LABEL = 72;

/**
 * What the tray shows of a house.
 * @param now milliseconds since 1970
 */
export function describeTray(house: TraySubject, now: number): TrayView {
  const isWrong = judgeIn(house);
  const wrong = house.placements.filter(isWrong);
  const away = house.hosts.filter(({ state }) => state === 'away');
  const working =
    house.live.length +
    house.operations.filter(({ state }) => state === 'running').length +
    // Whoever has not looked yet cannot say that all is well.
    house.hosts.filter(({ state }) => state === 'connecting').length;
  const state = wrong.length + away.length > 0 ? 'wrong' : working > 0 ? 'working' : 'well';
  return {
    state,
    tooltip: `Twinberth: ${summary(house, wrong.length, away.length)}`,
    menu: [
      { label: summary(house, wrong.length, away.length) },
      { separator: true },
      ...away.map(({ name, problem }) => ({
        label: short(`✕ ${name} does not answer${problem === undefined ? '' : `: ${problem.message}`}`),
        action: { kind: 'go', place: PLACES.hosts } as const,
      })),
      ...house.lanes.map((lane) => describeLane(lane, house, isWrong)),
      { separator: true },
      { label: 'Open Twinberth', action: { kind: 'show' } },
      pauseEntry(house.preferences.pausedUntil, now),
      { separator: true },
      { label: 'Quit', action: { kind: 'quit' } },
    ],
  };
}

type Judge = (placement: PlacementView) => boolean;

/**
 * As notices count it: `empty` is nobody's fault, and what is not known is told by the host that is away; on one that
 * answers, it is the placement's own trouble.
 */
function judgeIn({ hosts }: TraySubject): Judge {
  const here = new Set(hosts.filter(({ state }) => state === 'here').map(({ name }) => name));
  return ({ health, problem, host }) =>
    isTrouble(health) || (health === 'unknown' && problem !== undefined && here.has(host));
}

function summary({ live, operations, placements }: TraySubject, wrong: number, away: number): string {
  const building = operations.filter(
    ({ state, kind }) => state === 'running' && kind !== 'deployment',
  ).length;
  const deployed = placements.filter(({ health }) => health !== 'empty');
  const unknown = deployed.filter(({ health }) => health === 'unknown').length;
  const parts = [
    ...(away > 0 ? [`${count(away, 'host')} away`] : []),
    ...(wrong > 0 ? [`${wrong} of ${count(deployed.length, 'placement')} not well`] : []),
    ...(live.length > 0 ? [`${count(live.length, 'deployment')} running`] : []),
    ...(building > 0 ? [`${building} at work`] : []),
  ];
  if (parts.length > 0) return parts.join(', ');
  if (deployed.length === 0) return 'nothing deployed yet';
  if (unknown > 0) return `${unknown} of ${count(deployed.length, 'placement')} not known yet`;
  return deployed.length === 1 ? '1 placement well' : `all ${deployed.length} placements well`;
}

function describeLane(lane: LaneView, { placements, live }: TraySubject, isWrong: Judge): MenuEntry {
  const here = placements.filter(({ environment }) => environment === lane.name);
  const wrong = here.filter(isWrong);
  const moving = live.filter(({ deployment }) => deployment.environment === lane.name);
  const several = lane.hosts.length > 1;
  const go = (app: string) => ({ kind: 'go', place: appPlace(app) }) as const;
  const rows = [
    ...wrong.map((one) => ({
      label: short(
        `${one.health === 'degraded' ? '▲' : '✕'} ${one.app}${several ? ` on ${one.host}` : ''}: ${one.problem ?? one.health}`,
      ),
      action: go(one.app),
    })),
    ...moving.map(({ deployment }) => ({
      label: short(`↻ ${deployment.app} v${deployment.version}: ${deployment.kind} is ${deployment.state}`),
      action: { kind: 'go', place: deploymentPlace(deployment.id) } as const,
    })),
  ];
  const label = `${lane.name}: ${laneSummary(here, wrong.length, moving.length)}`;
  if (rows.length === 0) return { label, action: { kind: 'go', place: PLACES.board } };
  const rest = rows.length - MOST_PROBLEMS;
  const more = { label: `… and ${rest} more`, action: { kind: 'go', place: PLACES.health } as const };
  return { label, entries: rest > 0 ? [...rows.slice(0, MOST_PROBLEMS), more] : rows };
}

function laneSummary(here: readonly PlacementView[], wrong: number, moving: number): string {
  const deployed = here.filter(({ health }) => health !== 'empty').length;
  if (wrong > 0) return `${wrong} not well`;
  if (moving > 0) return `${moving} deploying`;
  if (deployed === 0) return 'empty';
  return here.some(({ health }) => health === 'unknown') ? 'not known' : `${deployed} well`;
}

function pauseEntry(pausedUntil: number | undefined, now: number): MenuEntry {
  if (pausedUntil === undefined || pausedUntil <= now)
    return { label: 'Pause notifications for an hour', action: { kind: 'pause', forMs: PAUSE_MS } };
  const minutes = Math.ceil((pausedUntil - now) / 60_000);
  return { label: `Resume notifications (paused for ${minutes} min)`, action: { kind: 'resume' } };
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= LONGEST_LABEL ? line : `${line.slice(0, LONGEST_LABEL - 1)}…`;
}
