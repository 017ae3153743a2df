import type { ThingEvent } from '../engine/engine-event.ts';
import type { ContainerSummary } from '../engine/engine.ts';
import { peekCommand } from '../edge/peek-edge.ts';
import type { FoundDrift } from './found-drift.ts';
import { HEALING } from './healing.ts';

/** A container whose events are looked at. */
export interface Watched {
  readonly summary: Pick<ContainerSummary, 'id' | 'name'>;
  readonly since: number;
  /** Docker's health check of it, whose commands are nobody's visit. */
  readonly healthTest: readonly string[];
  /** Of an edge: its app's port. Twinberth itself runs commands there. */
  readonly edgePort?: number;
}

/** Something that happened, once or several times; it stays known when the engine has forgotten it. */
export interface Visit extends FoundDrift {
  readonly kind: 'exec' | 'restarted';
  readonly containerId: string;
  readonly first: number;
  readonly last: number;
  readonly times: number;
  /** Of a command, the program; its arguments may hold what does not belong into messages. */
  readonly program?: string;
}

/** Commands that people ran in containers, and restarts by hand, from the engine's events. Who it was, no engine knows. Pure. */
export function findVisits(containers: readonly Watched[], events: readonly ThingEvent[]): readonly Visit[] {
  const visits = new Map<string, Visit>();
  const byId = new Map(containers.map((container) => [container.summary.id, container]));
  for (const event of events) {
    const container = byId.get(event.id);
    if (container === undefined || event.at < container.since) continue;
    const visit = readVisit(container, event);
    if (visit === undefined) continue;
    const before = visits.get(visit.id);
    visits.set(visit.id, before === undefined ? visit : joinVisits(before, visit));
  }
  return [...visits.values()];
}

/** What was seen before, and what has been seen since. Pure. */
export function joinVisits(before: Visit, after: Visit): Visit {
  const repeated = after.last <= before.last;
  return describeVisit({
    ...after,
    first: Math.min(before.first, after.first),
    last: Math.max(before.last, after.last),
    times: repeated
      ? Math.max(before.times, after.times)
      : after.first > before.last
        ? before.times + after.times
        : Math.max(before.times + 1, after.times),
  });
}

function readVisit({ summary, healthTest, edgePort }: Watched, event: ThingEvent): Visit | undefined {
  const base = {
    severity: 'info' as const,
    container: summary.name,
    containerId: summary.id,
    first: event.at,
    last: event.at,
    times: 1,
    what: '',
    healing: HEALING.nothing,
  };
  if (event.action === 'restart')
    return describeVisit({ ...base, kind: 'restarted', id: `restarted ${summary.id}` });
  if (event.action !== 'exec_start') return undefined;
  const command = event.value ?? '';
  if (isHealthCheck(command, healthTest) || (edgePort !== undefined && isOwn(command, edgePort)))
    return undefined;
  const program = command.split(' ', 1)[0] ?? '';
  return describeVisit({ ...base, kind: 'exec', program, id: `exec ${summary.id} ${program}` });
}

function describeVisit(visit: Visit): Visit {
  const often = visit.times === 1 ? '' : ` ${visit.times} times`;
  const what =
    visit.kind === 'exec'
      ? `somebody ran \`${visit.program ?? '?'}\` in it${often}`
      : `it was restarted by hand${often}`;
  return {
    ...visit,
    what: `${visit.container ?? ''}: ${what}`,
    observed: `last ${new Date(visit.last).toISOString()}`,
  };
}

/** `CMD-SHELL` is run by a shell, which comes first. */
function isHealthCheck(command: string, [kind, ...rest]: readonly string[]): boolean {
  const test = rest.join(' ');
  if (test === '') return false;
  return kind === 'CMD-SHELL' ? command.endsWith(` ${test}`) : command === test;
}

/** An edge session's streams, a prober's connections, and a look as this one. */
function isOwn(command: string, appPort: number): boolean {
  return isConversation(command) || command === peekCommand(appPort).join(' ');
}

function isConversation(command: string): boolean {
  return command === '/bin/sh' || /^nc 127\.0\.0\.1 \d+$/.test(command);
}

/** The same of an edge whose app's port is not at hand: whether it begins as a look does. */
export function isOwnCommand(command: string): boolean {
  return isConversation(command) || command.startsWith(PEEK_BEGINS);
}

/** What a look says whatever the port. */
const PEEK_BEGINS = peekCommand(0).join(' ').split('nc 127.0.0.1', 1)[0] ?? '';
