import type { JSX } from 'react';
import type { ErrorReply } from '../../../shared/contract/errors.ts';
import { Icon } from '../../ui/Icon.tsx';
import { fileOf, readConfigProblems } from './read-config-problems.ts';
import styles from './FileProblems.module.css';

/** What is wrong with an app's file, each with its line and key. What was deployed goes on running meanwhile. */
export function FileProblems({ problem }: { readonly problem: ErrorReply }): JSX.Element {
  const problems = readConfigProblems(problem);
  const file = fileOf(problem);
  return (
    <div className={styles.problem} role="note" aria-label="Problems of its file">
      <Icon name="triangle" size={13} />
      {problems.length === 0 ? (
        <p className={styles.message}>{problem.message}</p>
      ) : (
        <div className={styles.list}>
          {file !== undefined && <code className={styles.file}>{file}</code>}
          <ul>
            {problems.map(({ line, key, text }, place) => (
              <li key={place}>
                {line !== undefined && <span className={styles.line}>line {line}</span>}{' '}
                {key !== '' && <code>{key}</code>} {text}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
