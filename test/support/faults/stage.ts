import { parseEndpoint } from '../../../electron/core/engine/parse-endpoint.ts';
import { startOwnEngine, type OwnEngine } from '../engine/own-engine.ts';
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
  /** Under everything, and nobody else's; only root has one. */
  readonly ownEngine?: OwnEngine;
  remove(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const root = process.getuid?.() === 0;
  const ownEngine = root ? await startOwnEngine() : undefined;
  const test = ownEngine?.test ?? testEngine();
  const relay = await relayTo(parseEndpoint(test.endpoint));
  const disk = root ? mountSmallDisk() : undefined;
  const shop = await openWorkshop({
    test,
    endpoint: relay.endpoint,
    ...(disk === undefined ? {} : { home: disk.home }),
  });
  for (const version of ['v1', 'v2', 'v3']) await shop.release({ version });
  return {
    shop,
    relay,
    ...(disk === undefined ? {} : { disk }),
    ...(ownEngine === undefined ? {} : { ownEngine }),
    remove: async () => {
      await shop.remove();
      await relay.close();
      disk?.remove();
      await ownEngine?.remove();
    },
  };
}
