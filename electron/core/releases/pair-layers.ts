import type { ReleaseLayer } from '../../../shared/model/release-views.ts';
import type { ImageStep } from '../engine/image-usage.ts';
import { matchSteps } from '../storage/match-layers.ts';

export interface ImageLayers {
  /** Bottom first. */
  readonly diffIds: readonly string[];
  /** How the image was made, where that is known. */
  readonly steps: readonly ImageStep[] | undefined;
}

/** An instruction that is longer was made by a program. Characters. */
const LONGEST = 500;

/** The first image's layers, bottom first, then those that only the second one has. */
export function pairLayers(from: ImageLayers, to: ImageLayers): readonly ReleaseLayer[] {
  const before = describe(from);
  const after = describe(to);
  const both = new Set(from.diffIds.filter((id) => to.diffIds.includes(id)));
  return [
    ...before.map((layer) => ({
      ...layer,
      in: both.has(layer.diffId) ? ('both' as const) : ('from' as const),
    })),
    ...after.filter(({ diffId }) => !both.has(diffId)).map((layer) => ({ ...layer, in: 'to' as const })),
  ];
}

function describe({ diffIds, steps }: ImageLayers): readonly Omit<ReleaseLayer, 'in'>[] {
  const made = steps === undefined ? undefined : matchSteps(steps, diffIds.length);
  return diffIds.map((diffId, index) => {
    const step = made?.[index];
    if (step === undefined) return { diffId };
    const madeBy = step.createdBy.replace(/^\/bin\/sh -c #\(nop\)\s*/, '').slice(0, LONGEST);
    return { diffId, sizeBytes: step.sizeBytes, ...(madeBy === '' ? {} : { madeBy }) };
  });
}
