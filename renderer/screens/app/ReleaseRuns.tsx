import type { JSX } from 'react';
import type { ReleaseBerth } from '../../../shared/model/release-views.ts';
import { BerthMark } from './BerthMark.tsx';
import styles from './ReleaseRuns.module.css';

/** The berths in which a release lies. */
export function ReleaseRuns({ runs }: { readonly runs: readonly ReleaseBerth[] }): JSX.Element {
  if (runs.length === 0) return <span className={styles.nowhere}>nowhere</span>;
  return (
    <ul className={styles.runs}>
      {runs.map(({ environment, host, colour, state }) => (
        <li key={`${environment} ${host} ${colour}`} title={`${environment} on ${host}`}>
          <span className={styles.lane}>{environment}</span> <BerthMark colour={colour} state={state} />
        </li>
      ))}
    </ul>
  );
}
