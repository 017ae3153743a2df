import type { JSX } from 'react';
import { joinClasses } from './join-classes.ts';
import styles from './Steps.module.css';

export interface Step {
  readonly name: string;
  readonly state: 'done' | 'now' | 'failed' | 'todo';
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
      {steps.map(({ name, state }) => (
        <i key={name} className={joinClasses(styles.step, styles[state])} title={name} />
      ))}
    </div>
  );
}
