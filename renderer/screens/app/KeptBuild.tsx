import { useMemo, type JSX } from 'react';
import type { BuildRecord } from '../../../shared/model/build-record.ts';
import type { Operation } from '../../../shared/model/operation.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { useQuery } from '../../store/use-query.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { StateLabel } from '../deployment/StateLabel.tsx';
import { BuildEnding } from './BuildEnding.tsx';
import { BuildFailure } from './BuildFailure.tsx';
import { BuildLog } from './BuildLog.tsx';
import { readKeptLogs } from './build-transcript.ts';
import { describeBuild } from './describe-build.ts';

export interface KeptBuildProps {
  readonly build: BuildRecord;
  /** What performed it, while that is known: it says more of how the build ended. */
  readonly operation?: Operation;
  /** Absent: it stays. */
  readonly onClose?: () => void;
}

/** An earlier build with what is kept of its log and of its test's. */
export function KeptBuild({ build, operation, onClose }: KeptBuildProps): JSX.Element {
  const { app, startedAt, durationMs, by, error } = build;
  return (
    <Panel
      title={operation?.title ?? `Build of ${app}`}
      sub={
        <>
          <RelativeTime at={startedAt} ago /> by {by}
          {durationMs !== undefined && `, took ${formatDuration(durationMs)}`}
        </>
      }
      actions={
        onClose !== undefined && (
          <IconButton icon="cross" size="small" label="Close this build" onClick={onClose} />
        )
      }
    >
      {operation !== undefined && <BuildEnding operation={operation} />}
      {operation === undefined && error !== undefined && build.state === 'failed' && (
        <BuildFailure error={error} />
      )}
      {operation === undefined && (error === undefined || build.state !== 'failed') && (
        <StateLabel words={describeBuild(build)} />
      )}
      <KeptLog build={build} />
    </Panel>
  );
}

function KeptLog({ build: { app, id, buildLog, testLog } }: { readonly build: BuildRecord }): JSX.Element {
  const built = useQuery('builds.log', { id: buildLog ?? '' }, { when: buildLog !== undefined });
  const tested = useQuery('builds.log', { id: testLog ?? '' }, { when: testLog !== undefined });
  const reading = useMemo(
    () => readKeptLogs(built.value ?? undefined, tested.value ?? undefined),
    [built.value, tested.value],
  );
  const problem = built.error ?? tested.error;
  if (problem !== undefined)
    return (
      <Problem
        title="The log could not be read"
        problem={problem}
        onRetry={() => {
          built.reload();
          tested.reload();
        }}
      />
    );
  if (built.loading || tested.loading) return <Spinner label="Reading the log" />;
  if (typeof built.value !== 'string' && typeof tested.value !== 'string')
    return <p>No log of it is kept{buildLog === undefined && testLog === undefined ? '' : ' any more'}.</p>;
  return <BuildLog name={`${app}-build-${id}`} reading={reading} live={false} />;
}
