import type { JSX } from 'react';
import { joinClasses } from './join-classes.ts';
import styles from './ProgressBar.module.css';

export interface ProgressBarProps {
  /** What is under way. */
  readonly label: string;
  /** How much is done, from 0 to 1; left out, nobody knows. */
  readonly share: number | undefined;
}

/**
 * How much of something is done. It is one painted element: the parts of a `progress` element are laid out and clipped
 * anew at every step, which on the board was most of what a step of a build cost.
 */
export function ProgressBar({ label, share }: ProgressBarProps): JSX.Element {
  const percent = share === undefined ? undefined : Math.round(100 * Math.max(0, Math.min(share, 1)));
  return (
    <div
      className={joinClasses(styles.bar, percent === undefined && styles.unknown)}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      style={percent === undefined ? undefined : { backgroundSize: `${percent}% 100%` }}
    />
  );
}
