import type { JSX } from 'react';
import styles from './Spinner.module.css';

export interface SpinnerProps {
  /** Edge length in pixels. */
  readonly size?: number;
  /** What is waited for, where no text beside it says so. */
  readonly label?: string;
}

/** Something is under way and nobody knows how far; where the share is known, show a Progress instead. */
export function Spinner({ size = 16, label }: SpinnerProps): JSX.Element {
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'status', 'aria-label': label };
  return (
    <span {...named}>
      <svg className={styles.spinner} width={size} height={size} viewBox="0 0 16 16" aria-hidden>
        <circle className={styles.ground} cx="8" cy="8" r="6" />
        <path className={styles.arc} d="M8 2a6 6 0 0 1 6 6" />
      </svg>
    </span>
  );
}
