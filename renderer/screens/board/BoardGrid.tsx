import { useVirtualizer, type Range } from '@tanstack/react-virtual';
import { defaultRangeExtractor } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, type CSSProperties, type JSX } from 'react';
import { useHouse, useHouseStore } from '../../store/use-house.ts';
import { joinClasses } from '../../ui/join-classes.ts';
import { useBoard, useBoardState } from './board-context.ts';
import styles from './BoardGrid.module.css';
import { BoardRow } from './BoardRow.tsx';
import { useIsWider } from './use-is-wider.ts';
import { rowOfStop } from './grid-stops.ts';
import { handleBoardKey } from './handle-board-key.ts';
import { LaneColumns } from './LaneColumns.tsx';
import { LaneHeads } from './LaneHeads.tsx';
import { listStops } from './list-stops.ts';
import { KEYS_HELP } from './keys-help.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';

/** Height of a row before it was measured, in pixels. */
const ROW_PX = 130;

/** Environments as lanes, a row for each app; only the rows in sight are in the page. */
export function BoardGrid(): JSX.Element {
  const board = useBoard();
  const house = useHouseStore();
  const apps = useHouse((state) => state.apps);
  const lanes = useHouse((state) => state.lanes);
  const dragging = useBoardState(({ picked }) => picked?.by === 'pointer');
  const scroller = useRef<HTMLDivElement>(null);
  const wide = useIsWider(scroller);

  // The row with the focus, and the one whose card is in the hand, stay in the page wherever it is scrolled to.
  const extract = useCallback(
    (range: Range) => {
      const { current, picked } = board.state.getState();
      const stops = listStops(house.getState());
      const kept = [current, picked?.key].map((stop) => (stop === undefined ? -1 : rowOfStop(stops, stop)));
      const places = new Set([
        ...defaultRangeExtractor(range),
        ...kept.filter((row) => row >= 0 && row < range.count),
      ]);
      return [...places].sort((a, b) => a - b);
    },
    [board, house],
  );
  // The library hands out functions that are new at every call, which is what this rule is about; none is memoized here.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rows = useVirtualizer({
    count: apps.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => apps[index]?.name ?? index,
    overscan: 2,
    rangeExtractor: extract,
    useFlushSync: false,
  });

  useEffect(() => {
    const stops = listStops(house.getState());
    if (rowOfStop(stops, board.state.getState().current) >= 0) return;
    board.state.setState({ current: stops[0]?.[1]?.[0] ?? stops[0]?.[0]?.[0] ?? '' });
  }, [board, house, apps, lanes]);

  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={joinClasses(styles.scroller, dragging && styles.dragging, wide && styles.wide)}
        style={{ '--lanes': lanes.length } as CSSProperties}
        role="grid"
        aria-label="Apps and environments"
        aria-rowcount={apps.length + 1}
        aria-colcount={lanes.length + 1}
        aria-describedby="board-keys"
        data-board
        onKeyDown={(event) => handleBoardKey(board, rows, event)}
      >
        <div className={styles.content} role="presentation">
          <LaneHeads lanes={lanes} />
          <div className={styles.body} role="presentation" style={{ height: rows.getTotalSize() }}>
            <LaneColumns lanes={lanes} />
            <div role="rowgroup">
              {rows.getVirtualItems().map(({ index, start, key }) => {
                const app = apps[index];
                return (
                  app !== undefined && (
                    <BoardRow
                      key={key}
                      app={app.name}
                      index={index}
                      start={start}
                      measure={rows.measureElement}
                    />
                  )
                );
              })}
            </div>
          </div>
        </div>
      </div>
      <VisuallyHidden>
        <span id="board-keys">{KEYS_HELP}</span>
      </VisuallyHidden>
    </div>
  );
}
