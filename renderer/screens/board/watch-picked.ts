import { announce } from '../../ui/announce.ts';
import { askPromotions, forgetPromotions } from './ask-promotions.ts';
import type { Board } from './board-context.ts';
import { answerNow, putBack } from './move-card.ts';
import { speakAnswer } from './lane-answer.ts';

/**
 * The house goes on while a card is in the hand: what changes there is asked anew, and a card that is no longer what was
 * picked up goes back. Returns its disposer.
 */
export function watchPicked(board: Board): () => void {
  const stopHouse = board.house.subscribe((now, before) => {
    const { picked } = board.state.getState();
    if (picked === undefined) return;
    if (now.link.state !== 'live') {
      putBack(board, 'The way to Twinberth was lost.');
      return;
    }
    if (now.placements[picked.key]?.version !== picked.version || now.live[picked.key] !== undefined) {
      putBack(board, `${picked.app} in ${picked.from} was changed by somebody else.`);
      return;
    }
    if (now.historyVersion === before.historyVersion && now.hosts === before.hosts) return;
    if (now.hosts !== before.hosts) forgetPromotions(board, picked.app, picked.from);
    askPromotions(board, picked.app, picked.from);
  });
  // An answer that comes while the card is held over a lane is news to who listens.
  const stopState = board.state.subscribe((now, before) => {
    const { picked, over } = now;
    if (picked?.by !== 'keyboard' || over === undefined || now.verdicts === before.verdicts) return;
    const lane = board.house.getState().lanes.find(({ name }) => name === over);
    if (lane === undefined || over === picked.from) return;
    announce(speakAnswer(lane.name, picked, answerNow(board, picked, lane)), { urgent: true });
  });
  return () => {
    stopHouse();
    stopState();
  };
}
