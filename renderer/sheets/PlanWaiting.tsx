import type { JSX } from 'react';
import { Spinner } from '../ui/Spinner.tsx';
import styles from './PlanWaiting.module.css';

/** The place of a plan that is being made. */
export function PlanWaiting(): JSX.Element {
  return (
    <p className={styles.waiting} role="status">
      <Spinner size={14} />
      Looking at what is there and what would change
    </p>
  );
}
