import { appCalls } from './calls/app-calls.ts';
import { careCalls } from './calls/care-calls.ts';
import { deploymentCalls } from './calls/deployment-calls.ts';
import { hostCalls } from './calls/host-calls.ts';
import { houseCalls } from './calls/house-calls.ts';
import { releaseCalls } from './calls/release-calls.ts';
import type { Call, CallKind, CheckedOf, InputOf, OutputOf } from './define-call.ts';
import type { z } from 'zod';

/**
 * The whole process boundary as one value: what can be asked of the core from outside its process. Main, preload, the
 * renderer's bridge, the HTTP server and the tests derive their types from it, so that a new call is one entry here and
 * one handler in `electron/core/calls`, and the compiler finds what is missing.
 */
export const CONTRACT = {
  ...houseCalls,
  ...appCalls,
  ...hostCalls,
  ...releaseCalls,
  ...deploymentCalls,
  ...careCalls,
} as const satisfies Record<string, Call<CallKind, z.ZodType, unknown>>;

export type Contract = typeof CONTRACT;
type NamesOf<K extends CallKind> = {
  [N in keyof Contract]: Contract[N]['kind'] extends K ? N : never;
}[keyof Contract];

export type StreamName = NamesOf<'stream'>;
export type DesktopName = NamesOf<'desktop'>;
/** Calls that answer once. */
export type CallName = NamesOf<'query' | 'command' | 'desktop'>;
/** Calls that need nothing but the core. */
export type CoreCallName = Exclude<CallName, DesktopName>;

export type CallInput<N extends keyof Contract> = InputOf<Contract[N]>;
export type CheckedInput<N extends keyof Contract> = CheckedOf<Contract[N]>;
export type CallOutput<N extends keyof Contract> = OutputOf<Contract[N]>;
