import { useMemo, useState, type JSX } from 'react';
import type { CallInput } from '../../../shared/contract/contract.ts';
import type { BatchLine } from '../../../shared/model/log-batch.ts';
import { Screen } from '../../app/Screen.tsx';
import { LogPanes } from './LogPanes.tsx';
import { LogPlace } from './LogPlace.tsx';
import { LogStatus } from './LogStatus.tsx';
import { LogToolbar } from './LogToolbar.tsx';
import { LongLine } from './LongLine.tsx';
import type { LogChoice } from './log-choice.ts';
import { useLogFeed } from './use-log-feed.ts';
import { useLogView } from './use-log-view.ts';
import styles from './LogsScreen.module.css';

export interface LogsScreenProps {
  readonly app: string;
  readonly environment: string;
  readonly host: string | undefined;
}

type LogInput = CallInput<'logs.follow'>;

/** What a placement prints, from all its replicas, as it comes. */
export function LogsScreen({ app, environment, host }: LogsScreenProps): JSX.Element {
  const [choice, setChoice] = useState<LogChoice>({ of: 'serving', tail: 1000 });
  const input = useMemo<LogInput>(
    () => ({ app, environment, ...(host === undefined ? {} : { host }), ...choice }),
    [app, environment, host, choice],
  );
  const log = useLogFeed(input);
  const view = useLogView(log);
  const place = { app, environment };
  const [whole, setWhole] = useState<BatchLine>();

  const showWhole = (line: number): void => {
    const { ring } = log.feed;
    if (line >= ring.first && line < ring.end) setWhole(ring.lineAt(line));
  };

  return (
    <Screen
      title={`Logs of ${app} in ${environment}`}
      actions={<LogPlace app={app} environment={environment} host={host} />}
      fills
    >
      <div className={styles.log}>
        <LogToolbar choice={choice} onChoice={setChoice} log={log} view={view} place={place} />
        <LogPanes log={log} view={view} onShowAll={showWhole} />
        <LogStatus log={log} view={view} />
      </div>
      {whole !== undefined && <LongLine line={whole} onClose={() => setWhole(undefined)} />}
    </Screen>
  );
}
