import type { ErrorReply } from './errors.ts';
import type { NumberedEvent } from './events.ts';

/**
 * How the bridge crosses from the window's process to the main one: names of Electron's messages. Calls are asked with
 * `CALL` and answered; streams and the feed of events are messages in both directions.
 */
export const CALL = 'twinberth:call';
/** From the window. */
export const ASK = 'twinberth:ask';
/** To the window. */
export const TELL = 'twinberth:tell';

export type AskMessage =
  | { readonly ask: 'open'; readonly stream: number; readonly name: string; readonly input: unknown }
  /** The last item was taken; the next may come. */
  | { readonly ask: 'more'; readonly stream: number }
  | { readonly ask: 'shut'; readonly stream: number }
  | { readonly ask: 'subscribe' }
  | { readonly ask: 'unsubscribe' };

export type TellMessage =
  | { readonly tell: 'item'; readonly stream: number; readonly item: unknown }
  | { readonly tell: 'end'; readonly stream: number; readonly error?: ErrorReply }
  | { readonly tell: 'event'; readonly event: NumberedEvent };

/** How main tells the preload the version of Twinberth, among the window's own arguments. */
export const VERSION_ARGUMENT = '--twinberth-version=';
