import type { z } from 'zod';

/** A type that a value carries for the compiler alone. */
declare const answers: unique symbol;

/**
 * query    asks and changes nothing
 * command  may change something; what takes long answers at once with an operation (`operation.changed` tells the rest)
 * stream   answers many times: logs, exports
 * desktop  needs a desktop around the window: a folder dialog, a browser to open; refused with `usage` elsewhere
 */
export type CallKind = 'query' | 'command' | 'stream' | 'desktop';

/** One entry of the contract: what a call takes, checked where it arrives, and what it answers, checked by the compiler. */
export interface Call<K extends CallKind, S extends z.ZodType, T> {
  readonly kind: K;
  readonly input: S;
  readonly [answers]?: T;
}

export type InputOf<C> = C extends Call<CallKind, infer S, unknown> ? z.input<S> : never;
/** The input after its checks, with defaults filled in: what a handler gets. */
export type CheckedOf<C> = C extends Call<CallKind, infer S, unknown> ? z.output<S> : never;
export type OutputOf<C> = C extends Call<CallKind, z.ZodType, infer T> ? T : never;

interface Definition<K extends CallKind> {
  <S extends z.ZodType>(input: S): { answers: <T>() => Call<K, S, T> };
}

const define =
  <K extends CallKind>(kind: K): Definition<K> =>
  (input) => ({ answers: () => ({ kind, input }) });

export const query = define('query');
export const command = define('command');
export const stream = define('stream');
export const desktop = define('desktop');
