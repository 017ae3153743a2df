import { useRef, useState, type JSX } from 'react';
import type { ErrorReply } from '../../../shared/contract/errors.ts';
import type { Operation } from '../../../shared/model/operation.ts';
import { useCommand } from '../../store/use-command.ts';
import { useStream } from '../../store/use-stream.ts';
import { Button } from '../../ui/Button.tsx';
import { ElapsedTime } from '../../ui/ElapsedTime.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { BuildEnding } from './BuildEnding.tsx';
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
        <BuildEnding operation={operation} />
      )}
      {cancel.error !== undefined && <Problem title="It was not cancelled" problem={cancel.error} />}
      {cut !== undefined && (
        <Problem
          title="Its output is not being followed"
          problem={cut}
          {...(cut.code === 'operation.unknown' ? {} : { onRetry: () => setAgain((before) => before + 1) })}
        />
      )}
      <BuildLog name={`${app}-build`} reading={reading} live={running && cut === undefined} />
    </Panel>
  );
}
