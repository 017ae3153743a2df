import type { BridgePlatform } from './bridge.ts';
import type { ErrorReply } from './errors.ts';
import type { NumberedEvent } from './events.ts';
import type { Reply } from './reply.ts';

/**
 * The contract as messages of one WebSocket between a browser and `twinberth serve`: each a JSON text. Ids are chosen by the
 * client, count up, and belong to one connection.
 */
export type ClientMessage =
  | { readonly type: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  /** Opens a stream. */
  | { readonly type: 'open'; readonly id: number; readonly name: string; readonly input: unknown }
  /** The last item was taken: the next one may come. */
  | { readonly type: 'ack'; readonly id: number }
  /** The rest of a stream is not wanted; nothing more comes of it. */
  | { readonly type: 'close'; readonly id: number };

export type ServerMessage =
  /** The first message of a connection. */
  | { readonly type: 'hello'; readonly platform: Omit<BridgePlatform, 'kind'> }
  | { readonly type: 'reply'; readonly id: number; readonly reply: Reply<unknown> }
  | { readonly type: 'item'; readonly id: number; readonly item: unknown }
  | { readonly type: 'end'; readonly id: number; readonly error?: ErrorReply }
  /** Events in their order. A client that is too slow lacks some, and sees it by their numbers. */
  | { readonly type: 'feed'; readonly events: readonly NumberedEvent[] }
  /** Still there; sent every `BEAT_MS`, because a page cannot see the WebSocket's own pings. */
  | { readonly type: 'beat' };

/** Paths of the server, beside the files of the interface. */
export const WIRE_PATH = '/contract';
/** Answers 204 with a session, 401 without. */
export const SESSION_PATH = '/session';
/** Takes the token of the printed link (`?token=`), and says without one where to find it. */
export const ENTER_PATH = '/enter';
/** The WebSocket's subprotocol; another number when messages change their meaning. */
export const WIRE_PROTOCOL = 'twinberth.1';

/** Milliseconds between two beats. Whoever hears nothing for three of them may take the other for gone. */
export const BEAT_MS = 10_000;
