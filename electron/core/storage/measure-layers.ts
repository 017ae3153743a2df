import type { ImageSummary } from '../engine/image-usage.ts';
import type { Engine } from '../engine/engine.ts';
import { forEachAtOnce } from '../history/for-each-at-once.ts';
import { isFailure } from '../runtime/failure.ts';
import { countReferences } from './layer-bytes.ts';
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

/** What is known of an engine's sizes, and what is wanted. */
export interface Measure {
  /** An image's size is the sum of its layers, which holds on the classic store only. */
  readonly exact: boolean;
  /** Each layer for itself; otherwise layers that the same images have, and so stay or go together, may be lumped. */
  readonly each: boolean;
}

/**
 * The size of every layer, asking as little as possible: where all of an image's layers are known but one (or some that go
 * together), that is what is left of its size; only otherwise the engine is asked how the image was made.
 */
export async function measureLayers(
  engine: Engine,
  images: readonly ImageFacts[],
  measure: Measure,
): Promise<ReadonlyMap<Chain, number>> {
  const ordered = [...images].sort((a, b) => a.chains.length - b.chains.length);
  const told = await askLayers(engine, chooseAsked(ordered, measure));
  const sizes = new Map<Chain, number>();
  for (const image of ordered) {
    const unknown = image.chains.filter((chain) => !sizes.has(chain));
    const layers = told.get(image.id);
    if (layers !== undefined) {
      image.chains.forEach((chain, index) => {
        if (!sizes.has(chain)) sizes.set(chain, layers[index] ?? 0);
      });
      continue;
    }
    // Of several unknown layers the lowest gets it all: it is the most likely to be shared, and what a removal frees is
    // rather promised too small than too large.
    const rest = restOf(image, sizes);
    unknown.forEach((chain, index) => sizes.set(chain, index === 0 ? rest : 0));
  }
  return sizes;
}

/** Those whose unknown layers cannot be reckoned from what was known before them. */
function chooseAsked(ordered: readonly ImageFacts[], { exact, each }: Measure): readonly ImageFacts[] {
  const references = countReferences(ordered);
  const known = new Set<Chain>();
  return ordered.filter(({ chains }) => {
    const unknown = chains.filter((chain) => !known.has(chain));
    for (const chain of unknown) known.add(chain);
    if (!exact) return unknown.length > 0;
    // Whoever has a layer has all below it: within an image, as many references are the same references.
    const lumps = each ? unknown.length : new Set(unknown.map((chain) => references.get(chain))).size;
    return lumps > 1;
  });
}

function restOf(image: ImageFacts, sizes: ReadonlyMap<Chain, number>): number {
  const known = image.chains.reduce((sum, chain) => sum + (sizes.get(chain) ?? 0), 0);
  return Math.max(0, image.sizeBytes - known);
}

/** How many images are asked about at the same time. */
const AT_ONCE = 8;

/** By image ID; without those that went meanwhile, or do not tell. */
async function askLayers(
  engine: Engine,
  images: readonly ImageFacts[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const told = new Map<string, readonly number[]>();
  await forEachAtOnce(AT_ONCE, images, async (image) => {
    const layers = await askImage(engine, image);
    if (layers !== undefined) told.set(image.id, layers);
  });
  return told;
}

async function askImage(engine: Engine, image: ImageFacts): Promise<readonly number[] | undefined> {
  try {
    return matchLayers(await engine.images.history(image.id), image.chains.length);
  } catch (error) {
    if (isFailure(error, 'image.missing')) return undefined;
    throw error;
  }
}
