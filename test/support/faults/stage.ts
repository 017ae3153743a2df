import { parseEndpoint } from '../../../electron/core/engine/parse-endpoint.ts';
import { testEngine } from '../test-engine.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';
import { relayTo, type EngineRelay } from './engine-relay.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';

/** A workshop with three releases, of which everything that it stands on can be taken away. */
export interface Stage {
  readonly shop: Workshop;
  readonly relay: EngineRelay;
  /** Under the data folder; only root has one. */
  readonly disk?: SmallDisk;
  remove(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const relay = await relayTo(parseEndpoint(testEngine().endpoint));
  const disk = process.getuid?.() === 0 ? mountSmallDisk() : undefined;
  const shop = await openWorkshop({
    endpoint: relay.endpoint,
    ...(disk === undefined ? {} : { home: disk.home }),
  });
  for (const version of ['v1', 'v2', 'v3']) await shop.release({ version });
  return {
    shop,
    relay,
    ...(disk === undefined ? {} : { disk }),
    remove: async () => {
      await shop.remove();
      await relay.close();
      disk?.remove();
    },
  };
}
