import { useEffect, useMemo, useRef } from 'react';
import type { PlacementView } from '../../../shared/model/house.ts';
import { askPromotions } from './ask-promotions.ts';
import { useBoard } from './board-context.ts';

/** A pointer that only passes over a card asks nothing. */
const RESTING_MS = 90;

/** Asks where a card may go when the pointer rests on it, so that the answer is there when it is picked up. */
export function usePrefetch(placement: PlacementView | undefined): () => void {
  const board = useBoard();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(placement);
  useEffect(() => {
    latest.current = placement;
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  return useMemo(
    () => () => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const { current } = latest;
        if (current?.version === undefined || !hovered(current.key)) return;
        askPromotions(board, current.app, current.environment);
      }, RESTING_MS);
    },
    [board],
  );
}

function hovered(key: string): boolean {
  return document.querySelector(`[data-card="${CSS.escape(key)}"]:hover`) !== null;
}
