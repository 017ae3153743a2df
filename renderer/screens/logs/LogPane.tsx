import { useEffect, useRef, useState, type JSX, type KeyboardEvent, type MouseEvent } from 'react';
import { formatCount } from '../../format/format-count.ts';
import { Button } from '../../ui/Button.tsx';
import type { LogFeed } from './log-feed.ts';
import { LogList, type ListOptions, type ListStatus } from './log-list.ts';
import styles from './LogPane.module.css';

export interface LogPaneProps {
  /** What the lines are: `Lines of blue 1`. */
  readonly label: string;
  readonly feed: LogFeed;
  readonly options: ListOptions;
  /** Somebody wants to see a whole line, of which the list shows the beginning. */
  readonly onShowAll: (line: number) => void;
  /** Gets the list, and answers what is to be done when it goes. */
  readonly onList: (list: LogList) => () => void;
}

/** A list of lines that follows its feed. React is not asked about any single line. */
export function LogPane({ label, feed, options, onShowAll, onList }: LogPaneProps): JSX.Element {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<LogList>(null);
  const first = useRef(options);
  const [status, setStatus] = useState<ListStatus>({ following: true, unseen: 0 });

  useEffect(() => {
    if (scroller.current === null) return;
    const made = new LogList(scroller.current, first.current, setStatus);
    list.current = made;
    const unsubscribe = feed.onPaint(() => made.refresh());
    return () => {
      unsubscribe();
      made.dispose();
    };
  }, [feed]);
  useEffect(() => list.current?.set(options), [options]);
  useEffect(() => (list.current === null ? undefined : onList(list.current)), [onList]);

  const showAll = (event: MouseEvent): void => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button?.dataset['line'] !== undefined) onShowAll(Number(button.dataset['line']));
  };
  /** A browser scrolls to where the end is; here it is somewhere else before it has got there. */
  const jump = (event: KeyboardEvent): void => {
    if (event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    if (event.key === 'Home') list.current?.toStart();
    else list.current?.follow();
  };
  return (
    <div className={styles.pane}>
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={label}
        tabIndex={0}
        onClick={showAll}
        onKeyDown={jump}
      />
      {!status.following && (
        <div className={styles.newer}>
          <Button size="small" icon="chevronDown" onClick={() => list.current?.follow()}>
            {status.unseen === 0 ? 'Follow again' : formatCount(status.unseen, 'new line')}
          </Button>
        </div>
      )}
    </div>
  );
}
