import type { JSX } from 'react';
import styles from './Brand.module.css';

/** Two berths, one taken, and the gate between them. */
export function Brand(): JSX.Element {
  return (
    <span className={styles.brand}>
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden>
        <rect className={styles.blue} x="1.5" y="4" width="7.5" height="14" rx="2" />
        <rect className={styles.green} x="13" y="4" width="7.5" height="14" rx="2" />
        <path className={styles.gate} d="M11 2v18" />
      </svg>
      Twinberth
    </span>
  );
}
