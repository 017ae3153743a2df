import { useState, type JSX } from 'react';
import type { Operation } from '../../../shared/model/operation.ts';
import { useQuery } from '../../store/use-query.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import { KeptBuild } from './KeptBuild.tsx';
import { LiveBuild } from './LiveBuild.tsx';

/**
 * A build that this process performs or performed: as it goes on for whoever saw it run, and from what is kept of it for whoever
 * comes later, since its output can only be followed for some minutes after its end.
 */
export function LatestBuild({ operation }: { readonly operation: Operation }): JSX.Element {
  const { app = '', startedAt } = operation;
  const [seen] = useState(operation.state === 'running');
  const { value: builds, error } = useQuery('builds.list', { app }, { followHistory: true, when: !seen });
  // Its record is the first that was begun since; a later one may be of another process.
  const kept = builds?.findLast((build) => build.startedAt >= startedAt && build.state !== 'running');
  if (seen) return <LiveBuild operation={operation} />;
  if (kept !== undefined) return <KeptBuild build={kept} operation={operation} />;
  if (builds === undefined && error === undefined) return <Spinner size={22} label="Reading the build" />;
  return <LiveBuild operation={operation} />;
}
