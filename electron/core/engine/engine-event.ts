import type { ErrorReply } from '../../../shared/contract/errors.ts';

export type EngineEvent =
  | { readonly kind: 'relist' }
  | { readonly kind: 'lost'; readonly reason: string; readonly problem: ErrorReply }
  | ThingEvent;

export interface ThingEvent {
  readonly kind: 'container' | 'image' | 'network' | 'volume' | 'daemon';
  /** Docker's own word: `start`, `die`, `oom`, `health_status` … (`died` of Podman is given as `die`). */
  readonly action: string;
  /** For `health_status`: `healthy`, `unhealthy`; for `exec_start`: the command line. */
  readonly value?: string;
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly at: number;
}

export type EngineEventListener = (event: EngineEvent) => void;
