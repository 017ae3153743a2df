import type { JSX } from 'react';
import { joinClasses } from '../../ui/join-classes.ts';
import type { FileProblem } from './read-config-problems.ts';
import styles from './ConfigurationText.module.css';

export interface ConfigurationTextProps {
  readonly label: string;
  readonly text: string;
  /** Lines that something is wrong with are marked, and say what. */
  readonly problems: readonly FileProblem[];
}

/** A file with its lines numbered. */
export function ConfigurationText({ label, text, problems }: ConfigurationTextProps): JSX.Element {
  const lines = text.replace(/\n$/, '').split('\n');
  return (
    <div className={styles.text} role="group" aria-label={label} tabIndex={0}>
      {lines.map((line, place) => {
        const wrong = problems.filter((problem) => problem.line === place + 1);
        return (
          <div key={place} className={joinClasses(styles.line, wrong.length > 0 && styles.wrong)}>
            <span className={styles.number} aria-hidden>
              {place + 1}
            </span>
            <span className={styles.code}>{line === '' ? ' ' : line}</span>
            {wrong.map(({ key, text: why }) => (
              <span key={`${key} ${why}`} className={styles.why}>
                {key} {why}
              </span>
            ))}
          </div>
        );
      })}
    </div>
  );
}
