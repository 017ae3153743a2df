import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { useBoard, useBoardState } from './board-context.ts';

export interface Stop<E extends HTMLElement> {
  readonly ref: RefObject<E | null>;
  /** It is the one that Tab reaches; so are the buttons in it. */
  readonly tabIndex: 0 | -1;
  /** It got the focus, from a pointer or a key. */
  readonly attend: () => void;
}

/**
 * A place that the arrow keys reach. One of them is the current one, which Tab reaches; it takes the focus when it was
 * asked to, also when it only now came into the page.
 */
export function useStop<E extends HTMLElement>(stop: string): Stop<E> {
  const board = useBoard();
  const chosen = useBoardState((state) => state.current === stop);
  const ref = useRef<E>(null);
  useEffect(() => {
    if (chosen && board.wanted.take(stop)) ref.current?.focus();
  }, [board, chosen, stop]);
  const attend = useCallback(() => {
    if (board.state.getState().current !== stop) board.state.setState({ current: stop });
  }, [board, stop]);
  return { ref, tabIndex: chosen ? 0 : -1, attend };
}
