import { appHandlers } from './app-handlers.ts';
import type { CallDeps, CoreCallHandlers, StreamHandlers } from './calls.ts';
import { careHandlers } from './care-handlers.ts';
import { deploymentHandlers, deploymentStreams } from './deployment-handlers.ts';
import { hostHandlers } from './host-handlers.ts';
import { houseHandlers, houseStreams } from './house-handlers.ts';
import { releaseHandlers } from './release-handlers.ts';

/** One handler for each call that needs no desktop; the compiler says which one is missing. */
export function callHandlers(deps: CallDeps): CoreCallHandlers {
  return {
    ...houseHandlers(deps),
    ...appHandlers(deps),
    ...hostHandlers(deps),
    ...releaseHandlers(deps),
    ...deploymentHandlers(deps),
    ...careHandlers(deps),
  };
}

export function streamHandlers(deps: CallDeps): StreamHandlers {
  return { ...houseStreams(deps), ...deploymentStreams(deps) };
}
