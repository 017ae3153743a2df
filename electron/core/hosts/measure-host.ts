import type { Host } from '../../../shared/model/host.ts';
import type { HostUsage } from '../../../shared/model/host-views.ts';
import { diskSpace } from '../storage/free-space.ts';
import type { RegistryDeps } from './registry-deps.ts';

/** Seconds on a full host: the engine adds it all up. */
export async function measureHost(deps: Pick<RegistryDeps, 'engineOf'>, host: Host): Promise<HostUsage> {
  const engine = await deps.engineOf(host.id);
  const { layersBytes, builder } = await engine.diskUsage();
  // What an image has, too, counts there.
  const own = builder.filter((record) => !record.shared);
  const disk = await diskSpace(engine, host.endpoint);
  return {
    host: host.name,
    imagesBytes: layersBytes,
    buildCacheBytes: own.reduce((sum, record) => sum + record.sizeBytes, 0),
    ...(disk === undefined ? {} : { disk }),
  };
}
