import { useCallback, useMemo, useRef, useState } from 'react';
import type { LogSource } from '../../../shared/model/log-batch.ts';
import { announce } from '../../ui/announce.ts';
import type { Query } from './compile-query.ts';
import { describeSource } from './describe-source.ts';
import type { LogList } from './log-list.ts';
import type { RowTag } from './paint-row.ts';
import type { FollowedLog } from './use-log-feed.ts';

export interface LogLook {
  readonly times: boolean;
  readonly wrap: boolean;
  /** Each source has a column of its own. */
  readonly apart: boolean;
}

/** How the log is looked at, and what was found in it. */
export interface LogView {
  readonly look: LogLook;
  readonly setLook: (look: LogLook) => void;
  readonly sources: readonly ShownSource[];
  /** Whether lines of a source are shown; another function when that became another for any source. */
  readonly shows: (source: number) => boolean;
  readonly toggleSource: (index: number) => void;
  readonly query: Query;
  readonly setQuery: (query: Query) => void;
  /** The line that next and previous led to. */
  readonly current: number | undefined;
  readonly find: (backwards: boolean) => void;
  /** Takes a list in, and tells when it goes. */
  readonly addList: (list: LogList, shows: (source: number) => boolean) => () => void;
}

export interface ShownSource {
  readonly index: number;
  readonly source: LogSource;
  readonly tag: RowTag;
  readonly shown: boolean;
}

export function useLogView({ feed }: FollowedLog): LogView {
  const [look, setLook] = useState<LogLook>({ times: false, wrap: false, apart: false });
  const [query, setQueryState] = useState<Query>({ text: '', expression: false, matchCase: false });
  const [current, setCurrent] = useState<{ readonly ring: object; readonly line: number }>();
  // Hidden by name, so that a stream that begins again hides the same.
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const lists = useRef(new Map<LogList, (source: number) => boolean>());
  const { ring } = feed;
  const count = ring.sources.length;

  const sources = useMemo(
    () =>
      ring.sources.slice(0, count).map((source, index, all) => ({
        index,
        source,
        tag: describeSource(source, all),
        shown: !hidden.has(source.container),
      })),
    [ring, count, hidden],
  );
  const shows = useCallback(
    (index: number) => hidden.size === 0 || !hidden.has(ring.sources[index]?.container ?? ''),
    [ring, hidden],
  );
  const toggleSource = (index: number): void => {
    const name = ring.sources[index]?.container;
    if (name === undefined) return;
    const next = new Set(hidden);
    if (!next.delete(name)) next.add(name);
    setHidden(next);
  };
  const setQuery = (next: Query): void => {
    setQueryState(next);
    setCurrent(undefined);
    feed.ask(next);
  };
  const line = current?.ring === ring && current.line >= ring.first ? current.line : undefined;
  const find = (backwards: boolean): void => {
    const { matches } = feed.search;
    const found = matches.next(line ?? startOf([...lists.current.keys()], backwards), backwards, shows);
    if (found === undefined) return;
    setCurrent({ ring, line: found });
    const { source } = ring.lineAt(found);
    for (const [list, holds] of lists.current) if (holds(source)) list.reveal(found);
    const { total, before } = matches.count(shows, found);
    announce(`${before + 1} of ${total} matching lines`);
  };
  const addList = useCallback((list: LogList, holds: (source: number) => boolean) => {
    lists.current.set(list, holds);
    return () => {
      lists.current.delete(list);
    };
  }, []);
  return {
    look,
    setLook,
    sources,
    shows,
    toggleSource,
    query,
    setQuery,
    current: line,
    find,
    addList,
  };
}

/** What is in sight comes first, as where a browser looks for words in a page. */
function startOf([list]: readonly LogList[], backwards: boolean): number {
  const inSight = list?.inSight ?? { first: 0, last: 0 };
  return backwards ? inSight.last + 1 : inSight.first - 1;
}
