import type { JSX } from 'react';
import type { PlacementView } from '../../../shared/model/house.ts';
import { Menu } from '../../ui/Menu.tsx';
import { useBoard } from './board-context.ts';
import { cardMenuEntries } from './card-menu-entries.ts';

export interface CardMenuProps {
  readonly app: string;
  readonly environment: string;
  readonly placementKey: PlacementView['key'];
  readonly tabIndex: 0 | -1;
}

/** Everything that can be done with a placement: the way without dragging. */
export function CardMenu({ app, environment, placementKey, tabIndex }: CardMenuProps): JSX.Element {
  const board = useBoard();
  return (
    <Menu
      label={`Actions for ${app} in ${environment}`}
      entries={() => {
        const { placements, lanes } = board.house.getState();
        const placement = placements[placementKey];
        return placement === undefined ? [] : cardMenuEntries(board, placement, lanes);
      }}
      size="small"
      tabIndex={tabIndex}
    />
  );
}
