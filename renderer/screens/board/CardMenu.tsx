import { useMemo, type JSX } from 'react';
import type { PlacementView } from '../../../shared/model/house.ts';
import { useHouse } from '../../store/use-house.ts';
import { Menu } from '../../ui/Menu.tsx';
import { useBoard } from './board-context.ts';
import { cardMenuEntries } from './card-menu-entries.ts';

/** Everything that can be done with a placement: the way without dragging. */
export function CardMenu({
  placement,
  tabIndex,
}: {
  readonly placement: PlacementView;
  readonly tabIndex: 0 | -1;
}): JSX.Element {
  const board = useBoard();
  const lanes = useHouse((state) => state.lanes);
  const entries = useMemo(() => cardMenuEntries(board, placement, lanes), [board, placement, lanes]);
  return (
    <Menu
      label={`Actions for ${placement.app} in ${placement.environment}`}
      entries={entries}
      size="small"
      tabIndex={tabIndex}
    />
  );
}
