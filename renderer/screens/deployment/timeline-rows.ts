import type { StepRecord, StepState } from '../../../shared/model/deployment.ts';
import type { PlanStep, StepName } from '../../../shared/model/plan.ts';

/** A step on the timeline: what was planned, and as far as it was taken, when and for how long. */
export interface TimelineRow {
  readonly name: StepName;
  readonly state: StepState | 'todo';
  /** What it did or found; before, what it will do. */
  readonly text: string;
  /** Milliseconds since the deployment began. */
  readonly fromMs?: number;
  /** Milliseconds; of a step that runs, so far. */
  readonly tookMs?: number;
}

export interface Timeline {
  readonly rows: readonly TimelineRow[];
  /** Milliseconds that the whole width stands for; more than 0. */
  readonly spanMs: number;
}

/**
 * Steps in the order in which they were taken, then those that are still to come.
 * @param now milliseconds since 1970: where a step that runs ends for now
 */
export function layTimeline(
  plan: readonly PlanStep[],
  steps: readonly StepRecord[],
  startedAt: number,
  now: number,
): Timeline {
  const planned = new Map(plan.map(({ name, text }) => [name, text]));
  const taken = [...steps].sort((a, b) => a.index - b.index);
  const names = new Set(taken.map(({ name }) => name));
  const done = taken.map((step): TimelineRow => {
    const tookMs =
      step.durationMs ?? (step.state === 'running' ? Math.max(0, now - step.startedAt) : undefined);
    return {
      name: step.name,
      state: step.state,
      text: step.note ?? planned.get(step.name) ?? '',
      fromMs: Math.max(0, step.startedAt - startedAt),
      ...(tookMs === undefined ? {} : { tookMs }),
    };
  });
  const todo = plan
    .filter(({ name }) => !names.has(name))
    .map(({ name, text }): TimelineRow => ({ name, state: 'todo', text }));
  const ends = done.map(({ fromMs = 0, tookMs = 0 }) => fromMs + tookMs);
  return { rows: [...done, ...todo], spanMs: Math.max(1, ...ends) };
}
