import { useVirtualizer } from '@tanstack/react-virtual';
import { useId, useRef, useState, type JSX, type Key, type KeyboardEvent } from 'react';
import { joinClasses } from './join-classes.ts';
import { moveInRows } from './move-in-rows.ts';
import type { Column } from './table-column.ts';
import styles from './VirtualRows.module.css';

const ROW_HEIGHT_PX = 33;

export interface VirtualRowsProps<Row> {
  /** What the rows are. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** How many there are, whether loaded or not. */
  readonly count: number;
  /** A row, or undefined while it is being loaded. */
  readonly rowAt: (place: number) => Row | undefined;
  readonly rowKey: (row: Row) => Key;
  /** Enter or a click on a row. */
  readonly onOpen?: (row: Row) => void;
  /** Space on the current row. */
  readonly onMark?: (row: Row) => void;
  /** Rows to set apart, such as what was chosen; said as selected. */
  readonly isMarked?: (row: Row) => boolean;
  /** Which places are in sight, first and last, so that they can be loaded. */
  readonly onRange?: (first: number, last: number) => void;
}

/**
 * A table of any length, of which only the part in sight is in the page. It fills the height it is given. One row is the
 * current one: arrows, Page Up and Down, Home and End move it, Enter opens it, Space marks it.
 */
export function VirtualRows<Row>(props: VirtualRowsProps<Row>): JSX.Element {
  const { label, columns, count, rowAt, rowKey, onOpen, onMark, isMarked, onRange } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const id = useId();
  // The library hands out functions that are new at every call, which is what this rule is about; none is memoized here.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: 12,
    paddingStart: ROW_HEIGHT_PX,
    scrollPaddingStart: ROW_HEIGHT_PX,
    onChange: ({ range }) => range !== null && onRange?.(range.startIndex, range.endIndex),
  });
  const tracks = columns.map(({ width = 'minmax(0, 1fr)' }) => width).join(' ');
  const inSight = virtual.getVirtualItems();

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const row = rowAt(current);
    if (event.key === 'Enter' && row !== undefined) onOpen?.(row);
    if (event.key === ' ' && row !== undefined && onMark !== undefined) {
      event.preventDefault();
      onMark(row);
    }
    const pageRows = Math.floor(event.currentTarget.clientHeight / ROW_HEIGHT_PX) - 2;
    const place = moveInRows(event.key, current, { count, pageRows });
    if (place === undefined) return;
    event.preventDefault();
    setCurrent(place);
    virtual.scrollToIndex(place);
  };
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-activedescendant={inSight.some(({ index }) => index === current) ? `${id}-${current}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={styles.space} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        <div className={styles.head} role="row" aria-rowindex={1} style={{ gridTemplateColumns: tracks }}>
          {columns.map(({ key, head, end }) => (
            <span
              key={key}
              role="columnheader"
              className={joinClasses(styles.cell, end === true && styles.end)}
            >
              {head}
            </span>
          ))}
        </div>
        {inSight.map(({ index, start, size }) => {
          const row = rowAt(index);
          const marked = row === undefined ? undefined : isMarked?.(row);
          return (
            <div
              key={row === undefined ? `unloaded-${index}` : rowKey(row)}
              id={`${id}-${index}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={marked}
              aria-busy={row === undefined || undefined}
              className={joinClasses(
                styles.row,
                index === current && styles.current,
                marked === true && styles.marked,
              )}
              style={{ gridTemplateColumns: tracks, height: size, transform: `translateY(${start}px)` }}
              onClick={() => {
                setCurrent(index);
                if (row !== undefined) onOpen?.(row);
              }}
            >
              {columns.map(({ key, cell, end }) => (
                <span
                  key={key}
                  role="gridcell"
                  className={joinClasses(styles.cell, end === true && styles.end)}
                >
                  {row === undefined ? '…' : cell(row)}
                </span>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
