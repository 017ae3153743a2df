import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useImperativeHandle, useRef, useState, type JSX, type Ref } from 'react';
import { formatCount } from '../../format/format-count.ts';
import { formatBytes } from '../../format/format-bytes.ts';
import { Button } from '../../ui/Button.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import type { BuildLine } from './build-transcript.ts';
import styles from './BuildOutput.module.css';

const LINE_PX = 18;
/** Characters of a line that are drawn. Nobody reads on, and a line of a megabyte takes a browser a second to lay out. */
const SHOWN_CHARACTERS = 2000;
/** So near to the end counts as at the end. */
const NEAR_PX = 24;

export interface BuildOutputHandle {
  /** Brings a line into sight, by its place among all that were ever printed. */
  readonly show: (line: number) => void;
}

export interface BuildOutputProps {
  readonly label: string;
  readonly lines: readonly BuildLine[];
  /** So many lines before these were let go. */
  readonly dropped: number;
  /** More may come: the end stays in sight until somebody scrolls away from it. */
  readonly live: boolean;
  readonly ref?: Ref<BuildOutputHandle>;
}

/** What a build printed, as it printed it. */
export function BuildOutput({ label, lines, dropped, live, ref }: BuildOutputProps): JSX.Element {
  const scroller = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(live);
  // The library hands out functions that are new at every call, which is what this rule is about; none is memoized here.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 30,
  });
  const follows = live && atEnd;
  useEffect(() => {
    if (follows && scroller.current !== null) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [follows, lines.length, dropped]);
  useImperativeHandle(ref, () => ({
    show: (line) => {
      setAtEnd(false);
      virtual.scrollToIndex(Math.max(0, line - dropped), { align: 'start' });
    },
  }));
  return (
    <div className={styles.output}>
      <div
        ref={scroller}
        className={joinClasses(styles.scroller, live && styles.live)}
        role="group"
        aria-label={label}
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) =>
          setAtEnd(scrollHeight - scrollTop - clientHeight < NEAR_PX)
        }
      >
        {dropped > 0 && (
          <p className={styles.dropped}>{formatCount(dropped, 'earlier line')} no longer shown</p>
        )}
        <div className={styles.space} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const line = lines[index];
            return (
              line !== undefined && (
                <div
                  key={dropped + index}
                  className={joinClasses(
                    styles.line,
                    styles[line.stage],
                    line.stream === 'stderr' && styles.stderr,
                  )}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <Text text={line.text} />
                </div>
              )
            );
          })}
        </div>
      </div>
      {live && !atEnd && (
        <div className={styles.follow}>
          <Button size="small" icon="chevronDown" onClick={() => setAtEnd(true)}>
            Follow the end
          </Button>
        </div>
      )}
    </div>
  );
}

function Text({ text }: { readonly text: string }): JSX.Element {
  if (text.length <= SHOWN_CHARACTERS) return <>{text}</>;
  return (
    <>
      {text.slice(0, SHOWN_CHARACTERS)}
      <span className={styles.cut}> … {formatBytes(text.length - SHOWN_CHARACTERS)} more in the file</span>
    </>
  );
}
