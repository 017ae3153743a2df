import type { JSX } from 'react';
import type { Operation } from '../../../shared/model/operation.ts';
import { RouteLink } from '../../app/RouteLink.tsx';
import { useQuery } from '../../store/use-query.ts';
import { BuildFailure } from './BuildFailure.tsx';
import { TestMark } from './TestMark.tsx';
import styles from './BuildEnding.module.css';

/** How a build ended, and what its test found. */
export function BuildEnding({ operation }: { readonly operation: Operation }): JSX.Element {
  const { app = '', state, error, result, text } = operation;
  if (state === 'cancelled') return <p>It was cancelled; nothing of it was kept.</p>;
  if (error !== undefined) return <BuildFailure error={error} />;
  if (result?.kind !== 'build') return <p>{text}</p>;
  return <Made app={app} version={result.version} reused={result.reused} />;
}

function Made({
  app,
  version,
  reused,
}: {
  readonly app: string;
  readonly version: number;
  readonly reused: boolean;
}): JSX.Element {
  const { value } = useQuery('releases.get', { app, version });
  const test = value?.release.test;
  return (
    <div className={styles.made} role="status">
      <p>
        {reused && 'Nothing changed since '}
        <RouteLink to={{ name: 'app', app, query: { release: String(version) } }}>v{version}</RouteLink>
        {reused ? ' was made, so nothing was built.' : ' is made.'}
      </p>
      {test !== undefined && <TestMark test={test} />}
      {test?.state === 'failed' && <p>It may not be deployed: {test.reason}.</p>}
    </div>
  );
}
