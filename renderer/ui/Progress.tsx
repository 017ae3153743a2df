import type { JSX, ReactNode } from 'react';
import styles from './Progress.module.css';
import { ProgressBar } from './ProgressBar.tsx';

export interface ProgressProps {
  /** What is under way. */
  readonly label: string;
  /** How much is done, from 0 to 1; left out, nobody knows. */
  readonly share?: number | undefined;
  /** Beside the label: elapsed time, amounts. */
  readonly detail?: ReactNode;
}

/** A bar under its label. */
export function Progress({ label, share, detail }: ProgressProps): JSX.Element {
  return (
    <div className={styles.progress}>
      <div className={styles.text}>
        <span>{label}</span>
        {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      </div>
      <ProgressBar label={label} share={share} />
    </div>
  );
}
