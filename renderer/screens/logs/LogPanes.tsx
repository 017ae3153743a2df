import { useCallback, useMemo, type JSX } from 'react';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import type { LogList } from './log-list.ts';
import { LogPane } from './LogPane.tsx';
import type { RowTag } from './paint-row.ts';
import type { FollowedLog } from './use-log-feed.ts';
import type { LogView } from './use-log-view.ts';
import styles from './LogPanes.module.css';

export interface LogPanesProps {
  readonly log: FollowedLog;
  readonly view: LogView;
  readonly onShowAll: (line: number) => void;
}

/** All lines in one list, or those of each container in a column of its own. */
export function LogPanes({ log, view, onShowAll }: LogPanesProps): JSX.Element {
  const shown = view.sources.filter((source) => source.shown);
  if (log.feed.ring.end === 0)
    return log.end?.error === undefined ? (
      <Nothing ended={log.end !== undefined} />
    ) : (
      <div className={styles.nothing} />
    );
  if (!view.look.apart || shown.length < 2)
    return (
      <div className={styles.panes}>
        <OnePane log={log} view={view} onShowAll={onShowAll} label="Lines" tagged={view.sources.length > 1} />
      </div>
    );
  return (
    <div className={styles.panes}>
      {shown.map(({ index, tag }) => (
        <section key={index} className={styles.column} aria-label={tag.text}>
          <h2
            className={joinClasses(styles.head, tag.colour !== undefined && styles[tag.colour])}
            title={tag.title}
          >
            {tag.text}
          </h2>
          <OnePane
            log={log}
            view={view}
            onShowAll={onShowAll}
            label={`Lines of ${tag.text}`}
            only={index}
            tagged={false}
          />
        </section>
      ))}
    </div>
  );
}

interface OnePaneProps extends LogPanesProps {
  readonly label: string;
  /** The one source whose lines are shown. */
  readonly only?: number;
  readonly tagged: boolean;
}

function OnePane({ log, view, onShowAll, label, only, tagged }: OnePaneProps): JSX.Element {
  const { feed } = log;
  const { look, sources, current, addList } = view;
  const shows = useMemo(
    () => (only === undefined ? view.shows : (source: number) => source === only),
    [only, view.shows],
  );
  const { search } = feed;
  const { matches } = search;
  const options = useMemo(
    () => ({
      ring: feed.ring,
      shows,
      tagOf: tagged ? (source: number): RowTag => sources[source]?.tag ?? NO_TAG : undefined,
      tagCells: tagged ? Math.max(...sources.map(({ tag }) => tag.text.length)) : 0,
      times: look.times,
      wrap: look.wrap,
      matches,
      current,
    }),
    [feed.ring, shows, tagged, sources, look.times, look.wrap, matches, current],
  );
  const take = useCallback((list: LogList) => addList(list, shows), [addList, shows]);
  return <LogPane label={label} feed={feed} options={options} onShowAll={onShowAll} onList={take} />;
}

const NO_TAG: RowTag = { text: '', title: '', colour: undefined };

function Nothing({ ended }: { readonly ended: boolean }): JSX.Element {
  return (
    <div className={styles.nothing}>
      {ended ? (
        <EmptyState title="No lines" icon="logs">
          These containers have printed nothing that the engine has kept.
        </EmptyState>
      ) : (
        <p className={styles.waiting}>
          <Spinner /> Waiting for lines
        </p>
      )}
    </div>
  );
}
