import type { DeploymentProgress } from '../core.ts';

export type ProgressListener = (deployment: string, progress: DeploymentProgress) => void;

/** What this process's deployments tell whoever began them, told to others besides. */
export interface ProgressFeed {
  /** To be given to one command in place of `own`. A command for several hosts performs one deployment after another. */
  through(own: ((progress: DeploymentProgress) => void) | undefined): (progress: DeploymentProgress) => void;
  subscribe(listener: ProgressListener): () => void;
}

export function createProgressFeed(): ProgressFeed {
  const listeners = new Set<ProgressListener>();
  return {
    through: (own) => {
      let deployment: string | undefined;
      return (progress) => {
        if (progress.kind === 'begun') deployment = progress.deployment;
        if (deployment !== undefined) for (const listener of listeners) listener(deployment, progress);
        own?.(progress);
      };
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
