import { statfs } from 'node:fs/promises';
import type { Host } from '../../../shared/model/host.ts';
import type { HostUsage } from '../../../shared/model/host-views.ts';
import type { RegistryDeps } from './registry-deps.ts';

/** Seconds on a full host: the engine adds it all up. */
export async function measureHost(deps: Pick<RegistryDeps, 'engineOf'>, host: Host): Promise<HostUsage> {
  const engine = await deps.engineOf(host.id);
  const { layersBytes, builder } = await engine.diskUsage();
  // What an image has, too, counts there.
  const own = builder.filter((record) => !record.shared);
  const disk = host.endpoint.kind === 'unix' ? await diskOf((await engine.info()).dataRoot) : undefined;
  return {
    host: host.name,
    imagesBytes: layersBytes,
    buildCacheBytes: own.reduce((sum, record) => sum + record.sizeBytes, 0),
    ...(disk === undefined ? {} : { disk }),
  };
}

/** A local socket may lead into a virtual machine: then its folder is not on this machine. */
async function diskOf(folder: string): Promise<HostUsage['disk']> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return undefined;
  }
}
