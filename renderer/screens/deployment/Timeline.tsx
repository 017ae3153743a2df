import { use, useSyncExternalStore, type JSX } from 'react';
import type { StepRecord } from '../../../shared/model/deployment.ts';
import type { PlanStep } from '../../../shared/model/plan.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { Icon } from '../../ui/Icon.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import { TickingClockContext } from '../../ui/ticking-clock.ts';
import { STEP_WORDS } from './step-words.ts';
import { layTimeline, type TimelineRow } from './timeline-rows.ts';
import styles from './Timeline.module.css';

export interface TimelineProps {
  readonly plan: readonly PlanStep[];
  readonly steps: readonly StepRecord[];
  readonly startedAt: number;
  /** It is under way: what was not done is still to come. */
  readonly live: boolean;
}

/** The steps of a deployment, each with a bar that says when it was and for how long, all on one scale. */
export function Timeline({ plan, steps, startedAt, live }: TimelineProps): JSX.Element {
  const now = useNow(live);
  const { rows, spanMs } = layTimeline(plan, steps, startedAt, now);
  return (
    <ol className={styles.timeline} aria-label="Steps">
      {rows.map((row) => (
        <li key={row.name} className={joinClasses(styles.row, styles[row.state])}>
          <State state={row.state} live={live} />
          <span className={styles.name}>{STEP_WORDS[row.name]}</span>
          <span className={styles.text} title={row.text}>
            {row.text}
          </span>
          <Bar row={row} spanMs={spanMs} />
          <span className={styles.took}>{row.tookMs === undefined ? '' : formatDuration(row.tookMs)}</span>
        </li>
      ))}
    </ol>
  );
}

/** A clock that is only listened to while something runs. */
function useNow(live: boolean): number {
  const { now, subscribe } = use(TickingClockContext);
  return useSyncExternalStore(live ? subscribe : never, () => (live ? Math.floor(now() / 1000) * 1000 : 0));
}

const never = (): (() => void) => () => undefined;

function State({
  state,
  live,
}: {
  readonly state: TimelineRow['state'];
  readonly live: boolean;
}): JSX.Element {
  switch (state) {
    case 'running':
      return live ? (
        <Spinner size={12} label="running" />
      ) : (
        <Icon name="stop" size={12} label="not finished" />
      );
    case 'done':
      return <Icon name="check" size={12} label="done" />;
    case 'failed':
      return <Icon name="cross" size={12} label="failed" />;
    case 'reverted':
      return <Icon name="undo" size={12} label="taken back" />;
    case 'skipped':
      return <Icon name="minus" size={12} label="not needed" />;
    case 'todo':
      return <Icon name="circle" size={11} label={live ? 'to come' : 'not reached'} />;
  }
}

function Bar({ row: { fromMs, tookMs }, spanMs }: { readonly row: TimelineRow; readonly spanMs: number }) {
  return (
    <span className={styles.track} aria-hidden>
      {fromMs !== undefined && (
        <i
          className={styles.bar}
          style={{
            left: `${(Math.min(fromMs, spanMs) / spanMs) * 100}%`,
            width: `${((tookMs ?? 0) / spanMs) * 100}%`,
          }}
        />
      )}
    </span>
  );
}
