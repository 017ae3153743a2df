import type { ErrorReply } from '../contract/errors.ts';

/** One attempt to build an app, also those that failed. */
export interface BuildRecord {
  readonly sequence: number;
  readonly id: string;
  readonly app: string;
  readonly state: 'running' | 'done' | 'reused' | 'failed' | 'cancelled';
  readonly startedAt: number;
  readonly durationMs?: number;
  readonly by: string;
  readonly inputHash?: string;
  /** Release id. */
  readonly release?: string;
  /** Ids of stored logs. */
  readonly buildLog?: string;
  readonly testLog?: string;
  readonly error?: ErrorReply;
}
