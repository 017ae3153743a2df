import { isTrouble } from '../../shared/model/health-views.ts';
import type { LaneView, PlacementView } from '../../shared/model/house.ts';
import type { AppView } from '../../shared/model/app-views.ts';
import { navigate } from '../app/navigate.ts';
import { openPlacement } from '../screens/board/open-placement.ts';
import type { HouseState } from '../store/house-state.ts';
import type { PaletteEntry } from './palette-entry.ts';

/** A placement that fails: its way back comes before everything that fits as well. */
const FAILING_WEIGHT = 30;

/** What can be done with what is in the lanes. An environment with several hosts is one place, except for its logs. */
export function placementEntries({ apps, lanes, placements }: HouseState): readonly PaletteEntry[] {
  const byApp = Map.groupBy(Object.values(placements), ({ app }) => app);
  const order = new Map(lanes.map(({ name }, place) => [name, place]));
  const entries: PaletteEntry[] = [];
  for (const app of apps) {
    const here = byApp.get(app.name) ?? [];
    const known = versionsOf(app, here);
    for (const lane of lanes) {
      const all = here.filter(({ environment }) => environment === lane.name);
      const [first] = all;
      if (first === undefined && !app.environments.includes(lane.name)) continue;
      entries.push(...deployEntries(app, lane, known, first?.version));
      if (first?.version === undefined) continue;
      const later = lanes.slice((order.get(lane.name) ?? 0) + 1);
      entries.push(
        ...later.flatMap((to, skipped) => promoteEntry(first, to, versionIn(here, to.name), skipped)),
        ...rollbackEntry(all),
        ...careEntries(first),
        ...all.flatMap((placement) => lookEntries(placement, all.length > 1)),
      );
    }
  }
  return entries;
}

/** Of an app: its newest release, and what is moored anywhere, the newest first. */
function versionsOf({ newest }: AppView, here: readonly PlacementView[]): readonly number[] {
  const moored = here.flatMap(({ blue, green }) => [blue.version, green.version]);
  const known = new Set([newest, ...moored].filter((version) => version !== undefined));
  return [...known].sort((a, b) => b - a);
}

function versionIn(here: readonly PlacementView[], lane: string): number | undefined {
  return here.find(({ environment }) => environment === lane)?.version;
}

function deployEntries(
  { name: app, newest }: AppView,
  { name: environment }: LaneView,
  known: readonly number[],
  serving: number | undefined,
): readonly PaletteEntry[] {
  return known
    .filter((version) => version !== serving)
    .map((version) => ({
      id: `deploy ${app} ${version} ${environment}`,
      label: `Deploy ${app} v${version} to ${environment}`,
      detail: serving === undefined ? 'nothing there yet' : `v${serving} serves`,
      icon: 'box',
      words: 'release roll out ship',
      weight: version === newest ? 4 : 0,
      act: ({ openSheet }) =>
        openSheet({ kind: 'plan', intent: { kind: 'deploy', app, environment, version } }),
    }));
}

function promoteEntry(
  { app, environment: from, version }: PlacementView,
  { name: environment }: LaneView,
  there: number | undefined,
  skipped: number,
): readonly PaletteEntry[] {
  // What is there already need not be taken there.
  if (there === version) return [];
  const entry: PaletteEntry = {
    id: `promote ${app} ${from} ${environment}`,
    label: `Promote ${app} from ${from} to ${environment}`,
    detail: there === undefined ? `v${version ?? '?'}` : `v${there} → v${version ?? '?'}`,
    icon: 'arrowRight',
    words: 'move release next lane',
    // Mostly the next lane is meant.
    weight: 6 - 4 * skipped,
    act: ({ openSheet }) => openSheet({ kind: 'plan', intent: { kind: 'promote', app, environment, from } }),
  };
  return [entry];
}

function rollbackEntry(all: readonly PlacementView[]): readonly PaletteEntry[] {
  const placement = all.find(({ back }) => back !== undefined);
  if (placement?.back === undefined) return [];
  const { app, environment, host, back } = placement;
  return [
    {
      id: `rollback ${app} ${environment}`,
      label: `Roll back ${app} in ${environment} to v${back.version}`,
      detail: all.some(({ health }) => isTrouble(health)) ? 'failing' : '',
      icon: 'undo',
      words: 'undo revert back',
      weight: all.some(({ health }) => isTrouble(health)) ? FAILING_WEIGHT : 2,
      act: ({ openSheet }) => openSheet({ kind: 'rollback', app, environment, host }),
    },
  ];
}

function careEntries({ app, environment, deployment }: PlacementView): readonly PaletteEntry[] {
  return [
    {
      id: `heal ${app} ${environment}`,
      label: `Heal ${app} in ${environment}`,
      icon: 'refresh',
      words: 'repair drift restart',
      act: ({ openSheet }) => openSheet({ kind: 'plan', intent: { kind: 'heal', app, environment } }),
    },
    ...(deployment === undefined
      ? []
      : [
          {
            id: `deployment ${app} ${environment}`,
            label: `Deployment of ${app} in ${environment}`,
            icon: 'clock',
            words: 'timeline receipt probes plan',
            weight: -4,
            act: () => navigate({ name: 'deployment', id: deployment }),
          } as const,
        ]),
  ];
}

function lookEntries(placement: PlacementView, named: boolean): readonly PaletteEntry[] {
  const { app, environment, host, url } = placement;
  const where = named ? `${environment} on ${host}` : environment;
  return [
    {
      id: `logs ${app} ${environment} ${host}`,
      label: `Logs of ${app} in ${where}`,
      icon: 'logs',
      words: 'output print',
      weight: 2,
      act: () => navigate({ name: 'logs', app, environment, ...(named ? { host } : {}) }),
    },
    ...(url === undefined
      ? []
      : [
          {
            id: `open ${app} ${environment} ${host}`,
            label: `Open ${app} in ${where} in the browser`,
            detail: url,
            icon: 'external',
            words: 'visit url address web',
            act: ({ bridge }) => openPlacement(bridge, placement),
          } as PaletteEntry,
        ]),
  ];
}
