import type { Board } from './board-context.ts';
import { verdictsKey, type Verdicts } from './board-state.ts';

/** An answer this young needs no second question: soak times are counted down here. */
const FRESH_MS = 10_000;

/**
 * Asks which lanes would take what runs in `from`, unless that was asked a moment ago and nothing has happened since. The
 * answer lies in the board's state.
 */
export function askPromotions(board: Board, app: string, from: string): void {
  const key = verdictsKey(app, from);
  const history = board.house.getState().historyVersion;
  const known = board.state.getState().verdicts[key];
  if (known !== undefined && isFresh(known, history)) return;
  const askedAt = Date.now();
  // The old answer stays in sight until there is a new one.
  keep(board, key, { ...known, askedAt, history });
  void board.bridge.call('promotions.check', { app, from }).then((reply) => {
    if (board.state.getState().verdicts[key]?.askedAt !== askedAt) return;
    keep(board, key, {
      askedAt,
      history,
      ...(reply.ok ? { lanes: reply.value } : { problem: reply.error }),
    });
  });
}

/** What is known is asked anew: a host went away, a soak time is over. */
export function forgetPromotions(board: Board, app: string, from: string): void {
  const known = board.state.getState().verdicts[verdictsKey(app, from)];
  if (known !== undefined) keep(board, verdictsKey(app, from), { ...known, askedAt: 0 });
}

function isFresh(known: Verdicts, history: number): boolean {
  return known.problem === undefined && known.history === history && Date.now() - known.askedAt < FRESH_MS;
}

function keep(board: Board, key: string, verdicts: Verdicts): void {
  board.state.setState((state) => ({ verdicts: { ...state.verdicts, [key]: verdicts } }));
}
