import type { Chain, ImageFacts } from './storage-facts.ts';

/** How many images refer to each chain of layers; an image refers to a chain once. */
export type References = Map<Chain, number>;

export function countReferences(images: readonly Pick<ImageFacts, 'chains'>[]): References {
  const references: References = new Map();
  for (const { chains } of images) {
    for (const chain of chains) references.set(chain, (references.get(chain) ?? 0) + 1);
  }
  return references;
}

/** Takes an image out of the count; returns the chains that nothing refers to any more. */
export function dropImage(references: References, { chains }: Pick<ImageFacts, 'chains'>): readonly Chain[] {
  const gone: Chain[] = [];
  for (const chain of chains) {
    const left = (references.get(chain) ?? 0) - 1;
    references.set(chain, left);
    if (left === 0) gone.push(chain);
  }
  return gone;
}

/** Bytes of the layers that only this image still refers to. */
export function ownBytes(
  references: References,
  sizes: ReadonlyMap<Chain, number>,
  { chains }: Pick<ImageFacts, 'chains'>,
): number {
  return sumSizes(
    sizes,
    chains.filter((chain) => references.get(chain) === 1),
  );
}

export function sumSizes(sizes: ReadonlyMap<Chain, number>, chains: readonly Chain[]): number {
  return chains.reduce((sum, chain) => sum + (sizes.get(chain) ?? 0), 0);
}
