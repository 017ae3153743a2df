import { createContext, use } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { Bridge } from '../../../shared/contract/bridge.ts';
import type { HouseStore } from '../../store/create-house-store.ts';
import type { BoardState } from './board-state.ts';

/** What everything on the board acts through. */
export interface Board {
  readonly state: StoreApi<BoardState>;
  readonly house: HouseStore;
  readonly bridge: Bridge;
  /** Where the pointer is while it drags, and where in the card it took hold; kept out of the state: it changes each frame. */
  readonly pointer: { x: number; y: number; holdX: number; holdY: number; width: number; zoom: number };
  /** The stop that shall have the focus as soon as it is in the page. */
  readonly wanted: WantedStop;
}

export interface WantedStop {
  readonly want: (stop: string) => void;
  /** Whether this stop is the one; it is not wanted any more then. */
  readonly take: (stop: string) => boolean;
}

export function createWantedStop(): WantedStop {
  let wanted: string | undefined;
  return {
    want: (stop) => {
      wanted = stop;
    },
    take: (stop) => {
      const taken = wanted === stop;
      if (taken) wanted = undefined;
      return taken;
    },
  };
}

export const BoardContext = createContext<Board | undefined>(undefined);

export function useBoard(): Board {
  const board = use(BoardContext);
  if (board === undefined) throw new Error('a part of the board was put outside of it');
  return board;
}

/** A part of the board's state; draws again only when that part became another. */
export function useBoardState<T>(select: (state: BoardState) => T): T {
  return useStore(useBoard().state, select);
}
