import type { Engine } from '../../engine/engine.ts';

/**
 * Stops a container that is to stay stopped, also when the engine starts anew. Its policy goes last: whoever is cut off in
 * between leaves a standby that is still recorded as warm, and will be stopped again when that is due.
 */
export async function stopForGood(engine: Engine, id: string, graceMs: number): Promise<void> {
  await engine.containers.stop(id, graceMs);
  await engine.containers.setRestartPolicy(id, 'no');
}
