import type {
  CallName,
  CallOutput,
  CheckedInput,
  CoreCallName,
  DesktopName,
  StreamName,
} from '../../../shared/contract/contract.ts';
import type { NumberedEvent } from '../../../shared/contract/events.ts';
import type { Reply } from '../../../shared/contract/reply.ts';
import type { Core } from '../core.ts';
import type { House } from '../house/house.ts';
import type { Log } from '../runtime/log.ts';

/** Who calls: a window of the app, or a browser through the server. */
export interface Caller {
  /** Ends when the caller is gone: its streams end then, its operations go on. */
  readonly signal: AbortSignal;
}

/** Every transport (Electron's messages, the server's WebSocket) does nothing but carry these three. */
export interface Calls {
  /** Never rejects. A name or an input that the contract does not know is answered with `usage`. */
  call(name: string, input: unknown, caller: Caller): Promise<Reply<unknown>>;
  /**
   * Items as the taker asks for them: the next one is made when the last was taken. Throws a Failure (`usage` for what the
   * contract does not know); ends quietly when the signal is aborted.
   */
  open(name: string, input: unknown, signal: AbortSignal): AsyncIterable<unknown>;
  subscribe(listener: (event: NumberedEvent) => void): () => void;
}

export interface CallDeps {
  readonly core: Core;
  readonly house: House;
  /** Where defects are written to. */
  readonly log?: Log;
}

export type CallHandler<N extends CallName> = (
  input: CheckedInput<N>,
  caller: Caller,
) => CallOutput<N> | Promise<CallOutput<N>>;
export type StreamHandler<N extends StreamName> = (
  input: CheckedInput<N>,
  signal: AbortSignal,
) => AsyncIterable<CallOutput<N>>;

/** One handler for each entry of the contract. */
export type CoreCallHandlers = { readonly [N in CoreCallName]: CallHandler<N> };
export type DesktopHandlers = { readonly [N in DesktopName]: CallHandler<N> };
export type StreamHandlers = { readonly [N in StreamName]: StreamHandler<N> };
