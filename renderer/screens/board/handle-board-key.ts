import type { KeyboardEvent } from 'react';
import type { Board } from './board-context.ts';
import { nextStop, rowOfStop } from './grid-stops.ts';
import { listStops } from './list-stops.ts';
import { dropCard, moveBy, putBack } from './move-card.ts';

/** The virtual rows, as far as keys need them. */
export interface Rows {
  readonly getVirtualItems: () => readonly unknown[];
  readonly scrollToIndex: (index: number, options: { readonly align: 'auto' }) => void;
}

/** Keys of the whole board: arrows go from stop to stop, or take a picked card from lane to lane. */
export function handleBoardKey(board: Board, rows: Rows, event: KeyboardEvent): void {
  const { picked } = board.state.getState();
  if (event.defaultPrevented || event.altKey || event.metaKey) return;
  const handled = picked === undefined ? walk(board, rows, event) : carry(board, event);
  if (!handled) return;
  event.preventDefault();
  event.stopPropagation();
}

function carry(board: Board, { key, repeat }: KeyboardEvent): boolean {
  // The key that picked the card up may still be held down: only a new press of it drops the card.
  if (repeat && (key === 'Enter' || key === ' ')) return true;
  switch (key) {
    case 'ArrowLeft':
      moveBy(board, -1);
      return true;
    case 'ArrowRight':
      moveBy(board, 1);
      return true;
    case 'Enter':
    case ' ':
      dropCard(board);
      return true;
    case 'Escape':
      putBack(board);
      return true;
    case 'Tab':
      putBack(board);
      return false;
    default:
      return key.startsWith('Arrow') || key.startsWith('Page');
  }
}

function walk(board: Board, rows: Rows, event: KeyboardEvent): boolean {
  const { current } = board.state.getState();
  const stops = listStops(board.house.getState());
  const page = Math.max(1, rows.getVirtualItems().length - 3);
  const next = nextStop(stops, current, event, page);
  if (next === undefined) return false;
  goToStop(board, rows, next, rowOfStop(stops, next));
  return true;
}

/** Makes a stop the current one and gives it the focus, once it is in the page. */
export function goToStop(board: Board, rows: Pick<Rows, 'scrollToIndex'>, stop: string, row: number): void {
  board.wanted.want(stop);
  if (row >= 0) rows.scrollToIndex(row, { align: 'auto' });
  board.state.setState({ current: stop });
}
