import { useMemo } from 'react';
import type { LaneView } from '../../../shared/model/house.ts';
import { useHouse } from '../../store/use-house.ts';
import { useBoardState } from './board-context.ts';
import { verdictsKey } from './board-state.ts';
import { answerOfLane, type LaneAnswer } from './lane-answer.ts';

/**
 * What a lane says to the card in the hand; nothing when there is none.
 * @param app only about cards of this app
 */
export function useLaneAnswer(
  lane: LaneView,
  app?: string,
): { readonly answer: LaneAnswer | undefined; readonly over: boolean } {
  const picked = useBoardState((state) =>
    state.picked !== undefined && (app === undefined || state.picked.app === app) ? state.picked : undefined,
  );
  const verdicts = useBoardState((state) =>
    picked === undefined ? undefined : state.verdicts[verdictsKey(picked.app, picked.from)],
  );
  const hosts = useHouse((state) => (picked === undefined ? undefined : state.hosts));
  const over = useBoardState((state) => picked !== undefined && state.over === lane.name);
  const answer = useMemo(
    () =>
      picked === undefined || hosts === undefined ? undefined : answerOfLane(lane, picked, verdicts, hosts),
    [lane, picked, verdicts, hosts],
  );
  return { answer, over };
}
