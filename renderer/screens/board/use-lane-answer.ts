import { useMemo } from 'react';
import type { LaneView } from '../../../shared/model/house.ts';
import { useHouse } from '../../store/use-house.ts';
import { useBoardState } from './board-context.ts';
import { verdictsKey } from './board-state.ts';
import { answerOfLane, type LaneAnswer } from './lane-answer.ts';
import { subjectOf } from './sheet-subject.ts';

export interface LaneSight {
  readonly answer: LaneAnswer | undefined;
  /** The card in the hand is over it. */
  readonly over: boolean;
  /** The open sheet is about it. */
  readonly target: boolean;
}

/**
 * What a lane says to the card in the hand; nothing when there is none.
 * @param app only about cards of this app
 */
export function useLaneAnswer(lane: LaneView, app?: string): LaneSight {
  const picked = useBoardState((state) =>
    state.picked !== undefined && (app === undefined || state.picked.app === app) ? state.picked : undefined,
  );
  const verdicts = useBoardState((state) =>
    picked === undefined ? undefined : state.verdicts[verdictsKey(picked.app, picked.from)],
  );
  const hosts = useHouse((state) => (picked === undefined ? undefined : state.hosts));
  const over = useBoardState((state) => picked !== undefined && state.over === lane.name);
  const target = useBoardState((state) => subjectOf(state.sheet)?.environment === lane.name);
  const answer = useMemo(
    () =>
      picked === undefined || hosts === undefined ? undefined : answerOfLane(lane, picked, verdicts, hosts),
    [lane, picked, verdicts, hosts],
  );
  return { answer, over, target };
}
