import type { ContainerState } from '../../engine/engine.ts';

/** What became of a container that should run, after its name in a sentence. `state` undefined: it is not there any more. */
export function howItEnded(state: Pick<ContainerState, 'oomKilled' | 'exitCode'> | undefined): string {
  if (state === undefined) return 'was removed';
  return state.oomKilled ? 'was killed for using too much memory' : `ended with exit code ${state.exitCode}`;
}
