import { placementKey, type LaneView } from '../../../shared/model/house.ts';
import type { HouseState } from '../../store/house-state.ts';
import { appStop, emptyStop, type GridStops } from './grid-stops.ts';

/** Keys of the cards that an app has in a lane, in the order of the lane's hosts. */
export function cardsOf(state: HouseState, app: string, lane: LaneView): readonly string[] {
  return lane.hosts
    .map((host) => placementKey({ app, environment: lane.name, host }))
    .filter((key) => {
      if (key in state.live || key in state.ended) return true;
      const placement = state.placements[key];
      return placement !== undefined && placement.health !== 'empty';
    });
}

export function stopsOfCell(state: HouseState, app: string, lane: LaneView): readonly string[] {
  const cards = cardsOf(state, app, lane);
  return cards.length > 0 ? cards : [emptyStop(app, lane.name)];
}

/** Every stop of the board, row by row. */
export function listStops(state: HouseState): GridStops {
  return state.apps.map(({ name }) => [
    [appStop(name)],
    ...state.lanes.map((lane) => stopsOfCell(state, name, lane)),
  ]);
}
