import type { CallInput, CallName, CallOutput, StreamName } from './contract.ts';
import type { ErrorReply } from './errors.ts';
import type { NumberedEvent } from './events.ts';
import type { Reply } from './reply.ts';

/**
 * What the renderer has of the world outside: in the window by way of the preload (`window.twinberth`), in a browser by
 * way of a WebSocket, in tests by hand. Names and inputs are checked where they arrive, not here.
 */
export interface Bridge {
  readonly platform: BridgePlatform;
  /** Never rejects: a connection that is lost answers `engine.cut` with `retry`. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<CallOutput<N>>>;
  /** Returns its disposer, after which the listener hears nothing more. */
  open<N extends StreamName>(
    name: N,
    input: CallInput<N>,
    listener: StreamListener<CallOutput<N>>,
  ): () => void;
  /** Events of the house from now on; returns its disposer. */
  subscribe(listener: FeedListener): () => void;
}

export interface BridgePlatform {
  readonly kind: 'desktop' | 'browser';
  /** `process.platform` of the machine that the core runs on. */
  readonly os: string;
  /** Twinberth's version. */
  readonly version: string;
}

export interface StreamListener<T> {
  /** The next item is sent after this has returned. */
  item(item: T): void;
  /** The last call: without an error, the stream came to its end. */
  end(error?: ErrorReply): void;
}

export interface FeedListener {
  event(event: NumberedEvent): void;
  /** The way to the core is gone (`false`), or there (`true`, also the first time); events may be missing in between. */
  connected(connected: boolean): void;
}
