import type { LogsOf } from './find-sources.ts';

/** Which lines of a placement are wanted. */
export interface BatchRequest {
  readonly app: string;
  readonly environment: string;
  /** Name; default: every host of the environment. */
  readonly host?: string;
  readonly of: LogsOf;
  /** Last so many lines of each container. */
  readonly tail: number;
  readonly follow: boolean;
}
