import type { JSX } from 'react';
import styles from './ProgressRing.module.css';

const RADIUS = 6.5;
const LENGTH = 2 * Math.PI * RADIUS;

export interface ProgressRingProps {
  readonly label: string;
  /** How much is done, from 0 to 1. */
  readonly share: number;
  /** Edge length in pixels. */
  readonly size?: number;
}

export function ProgressRing({ label, share, size = 18 }: ProgressRingProps): JSX.Element {
  const done = Math.max(0, Math.min(share, 1));
  return (
    <svg
      className={styles.ring}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(done * 100)}
    >
      <circle className={styles.ground} cx="8" cy="8" r={RADIUS} />
      <circle
        className={styles.done}
        cx="8"
        cy="8"
        r={RADIUS}
        strokeDasharray={`${done * LENGTH} ${LENGTH}`}
      />
    </svg>
  );
}
