import { statfs } from 'node:fs/promises';
import type { Endpoint } from '../../../shared/model/host.ts';
import type { Engine } from '../engine/engine.ts';

/**
 * Free bytes where an engine keeps its images; undefined where that cannot be known from here. Only a local socket can mean
 * a folder of this machine, and even then the engine may live in a virtual machine: then its folder is not here.
 */
export async function freeSpace(
  engine: Pick<Engine, 'info'>,
  endpoint: Endpoint,
): Promise<number | undefined> {
  if (endpoint.kind !== 'unix') return undefined;
  try {
    const { dataRoot } = await engine.info();
    const { bavail, bsize } = await statfs(dataRoot);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}
