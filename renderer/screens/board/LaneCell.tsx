import { memo, useEffect, type JSX } from 'react';
import type { LaneView } from '../../../shared/model/house.ts';
import { useHouseShallow } from '../../store/use-house.ts';
import { useBoard, useBoardState } from './board-context.ts';
import type { BoardState } from './board-state.ts';
import { DropZone } from './DropZone.tsx';
import { EmptyCell } from './EmptyCell.tsx';
import { emptyStop } from './grid-stops.ts';
import styles from './LaneCell.module.css';
import { cardsOf } from './list-stops.ts';
import { PlannedZone } from './PlannedZone.tsx';
import { PlacementCard } from './PlacementCard.tsx';

export interface LaneCellProps {
  readonly app: string;
  readonly lane: LaneView;
  readonly column: number;
}

/** An app in an environment: a card for each host, or nothing yet. */
export const LaneCell = memo(function LaneCell({ app, lane, column }: LaneCellProps): JSX.Element {
  const cards = useHouseShallow((state) => cardsOf(state, app, lane));
  const zone = useBoardState((state) => zoneOf(state, app, lane.name));
  useKeepStop(app, lane, cards);
  return (
    <div className={styles.cell} role="gridcell" aria-colindex={column}>
      {cards.length === 0 ? (
        <EmptyCell app={app} environment={lane.name} />
      ) : (
        cards.map((key) => <PlacementCard key={key} placementKey={key} named={lane.hosts.length > 1} />)
      )}
      {zone === 'drop' && <DropZone app={app} lane={lane} />}
      {zone === 'planned' && <PlannedZone app={app} lane={lane} />}
    </div>
  );
});

/** What lies over the cell: what the lane says to the card in the hand, or what the open sheet would bring. */
function zoneOf(
  { picked, sheet }: BoardState,
  app: string,
  environment: string,
): 'drop' | 'planned' | undefined {
  if (picked?.app === app) return 'drop';
  const intent = sheet?.kind === 'plan' ? sheet.intent : undefined;
  return intent?.kind === 'promote' && intent.app === app && intent.environment === environment
    ? 'planned'
    : undefined;
}

/** The current stop stays in its cell when a card comes or goes there. */
function useKeepStop(app: string, lane: LaneView, cards: readonly string[]): void {
  const { state } = useBoard();
  useEffect(() => {
    const { current } = state.getState();
    const empty = emptyStop(app, lane.name);
    const mine = current === empty || current.startsWith(`${app}/${lane.name}/`);
    const stops = cards.length > 0 ? cards : [empty];
    if (mine && !stops.includes(current)) state.setState({ current: stops[0] ?? empty });
  }, [state, app, lane, cards]);
}
