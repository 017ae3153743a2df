import type { CallDeps, CoreCallHandlers, StreamHandlers } from './calls.ts';
import { houseHandlers, houseStreams } from './house-handlers.ts';

/** One handler for each call that needs no desktop; the compiler says which one is missing. */
export function callHandlers(deps: CallDeps): CoreCallHandlers {
  // The nouns that are not written yet follow one by one.
  return { ...houseHandlers(deps) } as unknown as CoreCallHandlers;
}

export function streamHandlers(deps: CallDeps): StreamHandlers {
  return { ...houseStreams(deps) } as unknown as StreamHandlers;
}
