import type { JSX } from 'react';
import type { ErrorReply } from '../../shared/contract/errors.ts';
import { Problem } from '../ui/Problem.tsx';
import styles from './OpeningFailed.module.css';
import { RouteLink } from './RouteLink.tsx';
import { Screen } from './Screen.tsx';

/** The house could not be read. It is tried again all the time; when it succeeds, this goes by itself. */
export function OpeningFailed({ problem }: { readonly problem: ErrorReply }): JSX.Element {
  return (
    <Screen title="The house cannot be shown">
      <div className={styles.failed}>
        <Problem title="What runs where could not be read" problem={problem} />
        <p>
          What runs on your hosts is not touched by that. It is tried again every few seconds, and this page
          goes away by itself. The{' '}
          <RouteLink to={{ name: 'settings', query: { tab: 'doctor' } }}>doctor</RouteLink> may know more.
        </p>
      </div>
    </Screen>
  );
}
