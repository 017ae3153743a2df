import { findCredentials } from '../engine/credentials/find-credentials.ts';
import type { Engine, EngineImage, PullProgress } from '../engine/engine.ts';
import type { ReleaseDeps } from './release-deps.ts';

export interface PullRequest {
  readonly platform?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PullProgress) => void;
}

/** Pulls with the credentials that Docker's own configuration has for the registry. Rejects as both parts do. */
export async function pullImage(
  deps: Pick<ReleaseDeps, 'dockerConfigDir'>,
  engine: Engine,
  reference: string,
  request: PullRequest,
): Promise<EngineImage> {
  const signal = request.signal ? { signal: request.signal } : {};
  const credentials = await findCredentials(deps.dockerConfigDir, reference, signal);
  return engine.images.pull(reference, {
    ...signal,
    ...(request.platform === undefined ? {} : { platform: request.platform }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(request.onProgress ? { onProgress: request.onProgress } : {}),
  });
}
