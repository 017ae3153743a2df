import type { TryLimits } from './limit-tries.ts';
import { BEAT_MS } from '../../shared/contract/wire.ts';

/** What one browser, and all of them, may take of this process. Tests make them small. */
export interface ServerLimits {
  readonly tries: TryLimits;
  readonly sessions: number;
  readonly sessionIdleMs: number;
  /** WebSockets in all. */
  readonly connections: number;
  /** Bytes of one message that a client sends. The largest of the contract is a twinberth.yaml of a million characters. */
  readonly messageBytes: number;
  /** Bytes of all headers of a request. */
  readonly headerBytes: number;
  /** Of one connection. */
  readonly callsAtOnce: number;
  readonly streamsAtOnce: number;
  /** Bytes that wait to be sent, above which feed events are kept back. */
  readonly feedHighWater: number;
  /** Events that are kept back; more than those are dropped. */
  readonly feedQueue: number;
  /** Bytes that wait to be sent, above which nothing more is read from the client. */
  readonly readHighWater: number;
  readonly beatMs: number;
  /** Beats in a row in which a client neither sent nor took anything; then it is gone. */
  readonly missedBeats: number;
}

export const SERVER_LIMITS: ServerLimits = {
  tries: { windowMs: 60_000, perAddress: 10, inAll: 100 },
  sessions: 64,
  sessionIdleMs: 7 * 24 * 60 * 60 * 1000,
  connections: 64,
  messageBytes: 4 * 1024 * 1024,
  headerBytes: 16 * 1024,
  callsAtOnce: 64,
  streamsAtOnce: 32,
  feedHighWater: 256 * 1024,
  feedQueue: 1000,
  readHighWater: 4 * 1024 * 1024,
  beatMs: BEAT_MS,
  missedBeats: 3,
};
