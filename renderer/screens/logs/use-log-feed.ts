import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { CallInput } from '../../../shared/contract/contract.ts';
import type { ErrorReply } from '../../../shared/contract/errors.ts';
import { useHouse } from '../../store/use-house.ts';
import { useStream } from '../../store/use-stream.ts';
import { LogFeed } from './log-feed.ts';

const RETRY_MS = 3000;

/** The stream is over: with an error, or because nothing can come any more. */
export interface FeedEnd {
  readonly error?: ErrorReply;
}

export interface FollowedLog {
  readonly feed: LogFeed;
  /** Undefined while lines may come. */
  readonly end: FeedEnd | undefined;
  /** Becomes another number when `feed` has changed. */
  readonly version: number;
  /** Begins the stream anew. */
  readonly again: () => void;
}

/** Follows the logs of a placement, and begins again by itself when the way to them was lost and is there again. */
export function useLogFeed(input: CallInput<'logs.follow'>): FollowedLog {
  const feed = useMemo(() => new LogFeed(), []);
  const [end, setEnd] = useState<FeedEnd>();
  const [round, setRound] = useState(0);
  const connected = useHouse((state) => state.link.state === 'live');
  useEffect(() => () => feed.dispose(), [feed]);
  const text = JSON.stringify(input);
  // What was read of the same logs stays in sight until there is something in its place.
  const replaced = useRef({ text, due: false });
  const replace = (): void => {
    if (replaced.current.due) feed.begin();
    replaced.current.due = false;
  };
  useStream(
    'logs.follow',
    input,
    {
      begin: () => {
        const another = replaced.current.text !== text;
        replaced.current = { text, due: true };
        if (another) replace();
        setEnd(undefined);
      },
      item: (batch) => {
        replace();
        feed.take(batch);
      },
      end: (error) => {
        if (error === undefined) replace();
        setEnd(error === undefined ? {} : { error });
      },
    },
    { version: round },
  );

  const retries = connected && end?.error?.retry === true;
  useEffect(() => {
    if (!retries) return;
    const timer = setTimeout(() => setRound((count) => count + 1), RETRY_MS);
    return () => clearTimeout(timer);
  }, [retries, round]);

  const version = useSyncExternalStore(feed.subscribe, feed.getVersion);
  return { feed, end, version, again: () => setRound((count) => count + 1) };
}
