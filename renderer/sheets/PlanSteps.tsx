import type { JSX } from 'react';
import type { PlanStep } from '../../shared/model/plan.ts';
import { formatCount } from '../format/format-count.ts';
import styles from './PlanSteps.module.css';

/** What will be done, step by step, for who wants to know. */
export function PlanSteps({ steps }: { readonly steps: readonly PlanStep[] }): JSX.Element {
  return (
    <details className={styles.steps}>
      <summary>{formatCount(steps.length, 'step')}</summary>
      <ol>
        {steps.map(({ name, text }) => (
          <li key={name}>
            <span className={styles.name}>{name}</span>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
