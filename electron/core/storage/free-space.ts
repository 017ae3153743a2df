import { statfs } from 'node:fs/promises';
import type { Endpoint } from '../../../shared/model/host.ts';
import type { Engine } from '../engine/engine.ts';

/** Of the file system where an engine keeps its images, bytes. */
export interface DiskSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/**
 * What is free where an engine keeps its images; undefined where that cannot be known from here. Only a local socket can mean
 * a folder of this machine, and even then the engine may live in a virtual machine: then its folder is not here.
 */
export async function diskSpace(
  engine: Pick<Engine, 'info'>,
  endpoint: Endpoint,
): Promise<DiskSpace | undefined> {
  if (endpoint.kind !== 'unix') return undefined;
  try {
    const { dataRoot } = await engine.info();
    const { bavail, blocks, bsize } = await statfs(dataRoot);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return undefined;
  }
}

/** Free bytes alone. */
export async function freeSpace(
  engine: Pick<Engine, 'info'>,
  endpoint: Endpoint,
): Promise<number | undefined> {
  return (await diskSpace(engine, endpoint))?.freeBytes;
}
