import type { Engine, ImageSummary } from '../engine/engine.ts';
import { isFailure } from '../runtime/failure.ts';
import { matchLayers } from './match-layers.ts';
import type { Chain, ImageFacts } from './storage-facts.ts';

export interface LayerGraph {
  readonly images: readonly ImageFacts[];
  readonly sizes: ReadonlyMap<Chain, number>;
}

/** Numbers the chains of layers; a chain is a layer and all below it, as in the engine's own store (image-spec, ChainID). */
export function chainLayers(
  images: readonly { readonly summary: ImageSummary; readonly layers: readonly string[] }[],
): readonly ImageFacts[] {
  const numbers = new Map<string, Chain>();
  return images.map(({ summary, layers }) => {
    let below = -1;
    const chains = layers.map((layer) => {
      const key = `${below}/${layer}`;
      below = numbers.get(key) ?? numbers.size;
      numbers.set(key, below);
      return below;
    });
    return { ...summary, chains };
  });
}

/**
 * The size of every layer, asking as little as possible: where all of an image's layers but one are known, the last is what
 * is left of its size; only otherwise the engine is asked how the image was made. `exact`: an image's size is the sum of its
 * layers, which holds on the classic store only.
 */
export async function measureLayers(
  engine: Engine,
  images: readonly ImageFacts[],
  exact: boolean,
): Promise<ReadonlyMap<Chain, number>> {
  const sizes = new Map<Chain, number>();
  for (const image of [...images].sort((a, b) => a.chains.length - b.chains.length)) {
    const unknown = image.chains.filter((chain) => !sizes.has(chain));
    const [first] = unknown;
    if (first === undefined) continue;
    const rest = restOf(image, sizes);
    if (unknown.length === 1 && exact) {
      sizes.set(first, rest);
      continue;
    }
    const told = await askLayers(engine, image);
    if (told === undefined) {
      // Put where most is shared, so that what a removal frees is rather promised too little than too much.
      for (const chain of unknown) sizes.set(chain, chain === first ? rest : 0);
    } else {
      image.chains.forEach((chain, index) => {
        if (!sizes.has(chain)) sizes.set(chain, told[index] ?? 0);
      });
    }
  }
  return sizes;
}

function restOf(image: ImageFacts, sizes: ReadonlyMap<Chain, number>): number {
  const known = image.chains.reduce((sum, chain) => sum + (sizes.get(chain) ?? 0), 0);
  return Math.max(0, image.sizeBytes - known);
}

async function askLayers(engine: Engine, image: ImageFacts): Promise<readonly number[] | undefined> {
  try {
    return matchLayers(await engine.images.history(image.id), image.chains.length);
  } catch (error) {
    if (isFailure(error, 'image.missing')) return undefined;
    throw error;
  }
}
