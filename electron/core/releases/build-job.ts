import type { AppConfig } from '../../../shared/model/app-config.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { BuildCommand, BuildStage } from '../core.ts';
import type { Engine } from '../engine/engine.ts';
import type { ReleaseDeps } from './release-deps.ts';

/** One build while it runs: what its steps share. */
export interface BuildJob {
  readonly deps: ReleaseDeps;
  /** Id of its record in history. */
  readonly id: string;
  readonly config: AppConfig;
  readonly host: Host;
  readonly engine: Engine;
  readonly command: BuildCommand;
  /** Tells whoever watches, and keeps it for the log. */
  readonly report: (stage: BuildStage) => void;
  /** `signal` of the command in the shape in which options want it. */
  readonly stop: { readonly signal?: AbortSignal };
}

export function note(job: Pick<BuildJob, 'report'>, text: string): void {
  job.report({ stage: 'note', text });
}
