import type { LaneView } from '../../../shared/model/house.ts';
import { announce } from '../../ui/announce.ts';
import { showToast } from '../../ui/show-toast.ts';
import { askPromotions } from './ask-promotions.ts';
import type { Board } from './board-context.ts';
import { verdictsKey, type Picked } from './board-state.ts';
import { answerOfLane, speakAnswer, type LaneAnswer } from './lane-answer.ts';

/*
 * Picking a card up, taking it over the lanes and letting it go: one way, whether it is done with a pointer, with keys or
 * from the card's menu. Nothing here starts anything: a drop shows a plan.
 */

/** @returns false when there is nothing that could be taken anywhere */
export function pickUp(board: Board, key: string, by: Picked['by']): boolean {
  const { placements, live, link } = board.house.getState();
  const placement = placements[key];
  if (placement?.version === undefined || link.state !== 'live') return false;
  const { app, environment, version, identity } = placement;
  if (live[key] !== undefined) {
    tell(`${app} in ${environment} is being deployed; it can be promoted when that is over.`);
    return false;
  }
  const picked: Picked = {
    key,
    app,
    from: environment,
    version,
    by,
    ...(identity === undefined ? {} : { identity }),
  };
  board.state.setState({ picked, over: by === 'keyboard' ? environment : undefined });
  askPromotions(board, app, environment);
  announce(
    by === 'keyboard'
      ? `Picked up ${app} v${version} in ${environment}. Left and right choose a lane, Enter drops it there, Escape leaves it where it is.`
      : `Picked up ${app} v${version} in ${environment}.`,
    { urgent: true },
  );
  return true;
}

export function moveOver(board: Board, over: string | undefined): void {
  const { picked, over: before } = board.state.getState();
  if (picked === undefined || before === over) return;
  board.state.setState({ over });
  const lane = laneOf(board, over);
  if (lane !== undefined)
    announce(speakAnswer(lane.name, picked, answerNow(board, picked, lane)), { urgent: true });
}

/** One lane to the left (-1) or right (1), for keys. */
export function moveBy(board: Board, direction: -1 | 1): void {
  const { over } = board.state.getState();
  const { lanes } = board.house.getState();
  const place = lanes.findIndex(({ name }) => name === over);
  moveOver(board, lanes[Math.max(0, Math.min(place + direction, lanes.length - 1))]?.name);
}

/** Shows the plan where the lane takes the card, and says why not where it does not. */
export function dropCard(board: Board): void {
  const { picked, over } = board.state.getState();
  if (picked === undefined) return;
  const { app, version, from } = picked;
  const lane = laneOf(board, over);
  const answer = lane === undefined ? undefined : answerNow(board, picked, lane);
  letGo(board);
  if (lane === undefined || answer === undefined)
    tell(`${app} v${version} was dropped beside the lanes. Nothing was done.`);
  else if (answer.kind === 'own') tell(`${app} v${version} stays in ${from}. Nothing was done.`);
  else if (answer.kind === 'refuses') tell(`${answer.why.join(' ')} Nothing was done.`, 'warn');
  else openPromotion(board, app, from, lane.name);
}

/** Puts the card back. */
export function putBack(board: Board, why?: string): void {
  const { picked } = board.state.getState();
  if (picked === undefined) return;
  letGo(board);
  const text = `${picked.app} v${picked.version} is back in ${picked.from}. Nothing was done.`;
  if (why === undefined) announce(text, { urgent: true });
  else tell(`${why} ${text}`, 'warn');
}

export function openPromotion(board: Board, app: string, from: string, environment: string): void {
  board.state.setState({
    sheet: { kind: 'plan', intent: { kind: 'promote', app, from, environment } },
  });
}

function letGo(board: Board): void {
  board.state.setState({ picked: undefined, over: undefined });
}

function laneOf(board: Board, name: string | undefined): LaneView | undefined {
  return board.house.getState().lanes.find((lane) => lane.name === name);
}

export function answerNow(board: Board, picked: Picked, lane: LaneView): LaneAnswer {
  const { verdicts } = board.state.getState();
  const { hosts } = board.house.getState();
  return answerOfLane(lane, picked, verdicts[verdictsKey(picked.app, picked.from)], hosts);
}

function tell(text: string, tone: 'quiet' | 'warn' = 'quiet'): void {
  showToast({ tone, text });
}
