import { useRef, useState, type JSX } from 'react';
import type { ErrorReply } from '../../../shared/contract/errors.ts';
import type { Operation } from '../../../shared/model/operation.ts';
import { RouteLink } from '../../app/RouteLink.tsx';
import { useCommand } from '../../store/use-command.ts';
import { useStream } from '../../store/use-stream.ts';
import { Button } from '../../ui/Button.tsx';
import { ElapsedTime } from '../../ui/ElapsedTime.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { BuildFailure } from './BuildFailure.tsx';
import { BuildLog } from './BuildLog.tsx';
import { createBuildTranscript, NOTHING_READ } from './build-transcript.ts';
import { describeProgress } from './describe-progress.ts';

/** A build as it goes on, and how it ended. */
export function LiveBuild({ operation }: { readonly operation: Operation }): JSX.Element {
  const { id, app = '', title, state, startedAt, endedAt, text, cancellable } = operation;
  const transcript = useRef(createBuildTranscript());
  const [reading, setReading] = useState(NOTHING_READ);
  const [cut, setCut] = useState<ErrorReply>();
  const [again, setAgain] = useState(0);
  const cancel = useCommand('operations.cancel');
  useStream(
    'operations.follow',
    { operation: id },
    {
      begin: () => {
        transcript.current = createBuildTranscript();
        setCut(undefined);
        setReading(NOTHING_READ);
      },
      item: (lines) => {
        for (const line of lines) transcript.current.add(line);
        setReading(transcript.current.read());
      },
      end: setCut,
    },
    { version: again },
  );
  const running = state === 'running';
  const { share, detail } = describeProgress(operation);
  return (
    <Panel
      title={title}
      sub={<ElapsedTime since={startedAt} until={endedAt} />}
      actions={
        running &&
        cancellable && (
          <Button
            size="small"
            icon="stop"
            busy={cancel.busy}
            onClick={() => void cancel.run({ operation: id })}
          >
            Cancel build
          </Button>
        )
      }
    >
      {running ? (
        <Progress label={text} share={share} detail={detail} />
      ) : (
        <Ending operation={operation} app={app} />
      )}
      {cancel.error !== undefined && <Problem title="It was not cancelled" problem={cancel.error} />}
      {cut !== undefined && (
        <Problem
          title="Its output is not being followed"
          problem={cut}
          onRetry={() => setAgain((before) => before + 1)}
        />
      )}
      <BuildLog name={`${app}-build`} reading={reading} live={running && cut === undefined} />
    </Panel>
  );
}

function Ending({ operation, app }: { readonly operation: Operation; readonly app: string }): JSX.Element {
  const { state, error, result, text } = operation;
  if (error !== undefined && state === 'failed') return <BuildFailure error={error} />;
  if (state === 'cancelled') return <p>It was cancelled; nothing of it was kept.</p>;
  if (result?.kind !== 'build') return <p>{text}</p>;
  const release = (
    <RouteLink to={{ name: 'app', app, query: { release: String(result.version) } }}>
      v{result.version}
    </RouteLink>
  );
  return result.reused ? (
    <p role="status">Nothing changed since {release} was made, so nothing was built.</p>
  ) : (
    <p role="status">{release} is made. Its row among the releases says how its test went.</p>
  );
}
