import type { ErrorReply } from './errors.ts';

/** What every call answers: nothing ever throws across a boundary. */
export type Reply<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorReply };

export function succeeded<T>(value: T): Reply<T> {
  return { ok: true, value };
}

export function failed(error: ErrorReply): Reply<never> {
  return { ok: false, error };
}
