import { createStore, type StoreApi } from 'zustand';
import type { ErrorReply } from '../../../shared/contract/errors.ts';
import type { LaneVerdict } from '../../../shared/model/deployment-views.ts';
import type { PlanIntent } from '../../sheets/plan-intent.ts';

/** The card that was picked up to be taken to another lane. */
export interface Picked {
  /** Placement key. */
  readonly key: string;
  readonly app: string;
  /** The environment that it was picked up in. */
  readonly from: string;
  readonly version: number;
  readonly identity?: string;
  readonly by: 'pointer' | 'keyboard';
}

/** What the core says of every lane, for the release of an app in one environment. */
export interface Verdicts {
  readonly askedAt: number;
  /** The history's version when it was asked. */
  readonly history: number;
  readonly lanes?: readonly LaneVerdict[];
  readonly problem?: ErrorReply;
}

export type BoardSheet =
  | { readonly kind: 'plan'; readonly intent: PlanIntent }
  | {
      readonly kind: 'rollback';
      readonly app: string;
      readonly environment: string;
      readonly host: string;
    };

/** What belongs to the looking and moving, not to the house. */
export interface BoardState {
  /** The stop of the grid that Tab reaches. */
  readonly current: string;
  readonly picked: Picked | undefined;
  /** The environment that the picked card is over. */
  readonly over: string | undefined;
  /** By `verdictsKey`. */
  readonly verdicts: Readonly<Record<string, Verdicts>>;
  readonly sheet: BoardSheet | undefined;
}

export function createBoardState(): StoreApi<BoardState> {
  return createStore<BoardState>(() => ({
    current: '',
    picked: undefined,
    over: undefined,
    verdicts: {},
    sheet: undefined,
  }));
}

export function verdictsKey(app: string, from: string): string {
  return `${app}/${from}`;
}
