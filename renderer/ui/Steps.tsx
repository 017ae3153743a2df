import type { JSX } from 'react';
import { joinClasses } from './join-classes.ts';
import { useClockText } from './use-clock-text.ts';
import styles from './Steps.module.css';

export interface Step {
  readonly name: string;
  readonly state: 'done' | 'now' | 'failed' | 'todo';
  /** now: when it began, milliseconds since 1970. */
  readonly since?: number | undefined;
}

/** The steps of something under way as one segmented line; what it stands at is its accessible value. */
export function Steps({
  label,
  steps,
}: {
  readonly label: string;
  readonly steps: readonly Step[];
}): JSX.Element {
  const done = steps.filter(({ state }) => state === 'done').length;
  const current = steps.find(({ state }) => state === 'now' || state === 'failed');
  const text =
    current === undefined ? `${done} of ${steps.length} done` : `${current.name}, ${current.state}`;
  return (
    <div
      className={styles.steps}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={steps.length}
      aria-valuenow={done}
      aria-valuetext={text}
    >
      {steps.map(({ name, state, since }) => (
        <i key={name} className={joinClasses(styles.step, state !== 'now' && styles[state])} title={name}>
          {state === 'now' && <Filling since={since} />}
        </i>
      ))}
    </div>
  );
}

/** After so long a step looks two thirds done. */
const MOSTLY_DONE_MS = 8000;

/**
 * Nobody knows how long a step takes: it fills ever more slowly, and never wholly. By the shared clock and not by an
 * animation, which would cost every frame of a board on which much is deployed.
 */
function Filling({ since }: { readonly since: number | undefined }): JSX.Element {
  const share = useClockText((now) =>
    since === undefined
      ? '0.6'
      : (0.95 - 0.85 * Math.exp(-Math.max(0, now - since) / MOSTLY_DONE_MS)).toFixed(2),
  );
  return <b className={styles.fill} style={{ transform: `scaleX(${share})` }} />;
}
