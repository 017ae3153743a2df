import type { ErrorReply } from '../../../../shared/contract/errors.ts';
import type { ContextProgress } from './context-entry.ts';
import type { ContextSummary } from './prepare-context.ts';

/** From whoever opened a context to the worker that holds it. `stream` tells the tar streams of one context apart. */
export type ContextRequestMessage =
  | { readonly kind: 'pack'; readonly stream: number; readonly modified?: number }
  /** The taker has room for so many more batches of chunks. */
  | { readonly kind: 'more'; readonly stream: number; readonly batches: number }
  | { readonly kind: 'stop'; readonly stream: number };

/** And back. */
export type ContextReplyMessage =
  | { readonly kind: 'progress'; readonly progress: ContextProgress }
  | { readonly kind: 'prepared'; readonly summary: ContextSummary }
  | { readonly kind: 'refused'; readonly error: ErrorReply }
  | {
      readonly kind: 'chunks';
      readonly stream: number;
      readonly chunks: readonly Uint8Array<ArrayBuffer>[];
    }
  | { readonly kind: 'end'; readonly stream: number }
  | { readonly kind: 'broken'; readonly stream: number; readonly error: ErrorReply };
