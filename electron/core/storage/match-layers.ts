import type { ImageStep } from '../engine/image-usage.ts';

/** Sizes of an image's layers, bottom first; see `matchSteps`. */
export function matchLayers(steps: readonly ImageStep[], layers: number): readonly number[] | undefined {
  return matchSteps(steps, layers)?.map((step) => step.sizeBytes);
}

/**
 * The steps that made an image's layers, bottom first, out of all its steps (oldest first). The engine lists also the steps
 * that only changed the configuration, without saying which they are: a step with bytes is a layer, and of those without,
 * the ones whose instruction writes files. Undefined when that does not come to `layers`: imported and squashed images tell
 * less than they have.
 */
export function matchSteps(steps: readonly ImageStep[], layers: number): readonly ImageStep[] | undefined {
  const filled = steps.filter((step) => step.sizeBytes > 0);
  if (filled.length === layers) return filled;
  const writing = steps.filter((step) => step.sizeBytes > 0 || writesFiles(step.createdBy));
  return writing.length === layers ? writing : undefined;
}

/** As the classic builder (`/bin/sh -c #(nop) ENV A=b`) and BuildKit (`ENV A=b`, `RUN … # buildkit`) write instructions. */
function writesFiles(createdBy: string): boolean {
  const instruction = createdBy.replace(/^\/bin\/sh -c #\(nop\)\s*/, '');
  return !/^(ARG|CMD|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME)\b/.test(
    instruction,
  );
}
