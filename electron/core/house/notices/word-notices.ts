import type { DeploymentKind } from '../../../../shared/model/deployment.ts';
import type { PlacementHealth } from '../../../../shared/model/health-views.ts';
import type { LiveDeployment, PlacementView } from '../../../../shared/model/house.ts';
import type { Notice } from '../../../../shared/model/notice.ts';
import { versionName } from '../../../../shared/model/release.ts';
import { formatDuration } from '../../runtime/format-duration.ts';

/** A notice before it is kept: it has no id yet, nobody has read it, and who is told aloud is decided apart. */
export type WordedNotice = Omit<Notice, 'id' | 'at' | 'read' | 'silent'>;

const NOUNS: Readonly<Record<DeploymentKind, string>> = {
  deploy: 'deployment',
  promote: 'promotion',
  rollback: 'rollback',
  heal: 'healing',
};

const WORDS: Readonly<Partial<Record<PlacementHealth, string>>> = {
  degraded: 'is degraded',
  unknown: 'cannot be watched',
};

/** So many are named in a text; the others are counted. */
const MOST_NAMED = 6;

export function wordFailed(placements: readonly PlacementView[]): WordedNotice {
  const [first] = placements;
  const single = placements.length === 1 ? first : undefined;
  return {
    kind: 'health.failed',
    title:
      single === undefined
        ? `${placements.length} placements are failing`
        : `${nameOf(single)} ${WORDS[single.health] ?? 'is down'}`,
    text:
      single === undefined
        ? listed(placements.map((each) => `${nameOf(each)}: ${stateOf(each)}`))
        : (single.problem ?? stateOf(single)),
    places: placements.map(placeOf),
    actions: single?.back === undefined ? ['logs'] : ['rollback', 'logs'],
  };
}

export function wordRecovered(placements: readonly PlacementView[]): WordedNotice {
  const [first] = placements;
  const single = placements.length === 1 ? first : undefined;
  return {
    kind: 'health.recovered',
    title:
      single === undefined
        ? `${placements.length} placements have recovered`
        : `${nameOf(single)} has recovered`,
    text:
      single === undefined
        ? listed(placements.map(nameOf))
        : `${single.replicas.up} of ${single.replicas.wanted} replicas answer.`,
    places: placements.map(placeOf),
    actions: [],
  };
}

/** Undefined for what is not over. */
export function wordDeployment({ deployment, host }: LiveDeployment): WordedNotice | undefined {
  const { app, environment, kind, version, id, error } = deployment;
  const about = { places: [{ app, environment, host }], deployment: id };
  const where = `${app} ${versionName(version)} in ${environment}`;
  switch (deployment.state) {
    case 'running':
    case 'baking':
      return undefined;
    case 'live':
    case 'superseded':
    case 'rolled-back':
      return {
        ...about,
        kind: 'deployment.finished',
        title: `${where} is live`,
        text: `The ${NOUNS[kind]} on ${host} is finished${deployment.durationMs === undefined ? '' : `, after ${formatDuration(deployment.durationMs)}`}.`,
        actions: ['rollback', 'logs'],
      };
    case 'reverted':
      return {
        ...about,
        kind: 'deployment.reverted',
        title: `${where} was swung back by itself`,
        text: error?.message ?? 'It was found bad after its switch; what served before serves again.',
        actions: ['logs'],
      };
    case 'failed':
    case 'interrupted':
      return {
        ...about,
        kind: 'deployment.failed',
        title: `The ${NOUNS[kind]} of ${where} ${deployment.state === 'failed' ? 'has failed' : 'was interrupted'}`,
        text: error?.message ?? 'What served before serves on.',
        actions: ['logs'],
      };
  }
}

export function wordHostAway(host: string, problem: string, placements: number): WordedNotice {
  return {
    kind: 'host.away',
    title: `${host} does not answer`,
    text: `${problem} ${placements === 1 ? 'One placement is' : `${placements} placements are`} not watched meanwhile.`,
    places: [],
    host,
    actions: [],
  };
}

export function wordHostBack(host: string): WordedNotice {
  return { kind: 'host.back', title: `${host} answers again`, text: '', places: [], host, actions: [] };
}

/** `problem`: what was found, and the ways back. */
export function wordDamaged(problem: string): WordedNotice {
  return { kind: 'history.damaged', title: 'The history is damaged', text: problem, places: [], actions: [] };
}

function nameOf({ app, environment, host }: Notice['places'][number]): string {
  return `${app} in ${environment} on ${host}`;
}

function placeOf({ app, environment, host }: PlacementView): Notice['places'][number] {
  return { app, environment, host };
}

function stateOf({ health, replicas: { up, wanted } }: PlacementView): string {
  return health === 'gone' ? 'its containers are gone' : `${health}, ${up} of ${wanted} replicas answer`;
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return [...names.slice(0, MOST_NAMED), ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}
