import { createHash } from 'node:crypto';
import { buildRelease } from '../../../electron/core/releases/build-release.ts';
import type { ReleaseWorkshop } from './release-workshop.ts';

/** Builds the workshop's app and keeps what it says on the way. */
export function buildIn(
  shop: ReleaseWorkshop,
  more: { readonly signal?: AbortSignal; readonly noCache?: boolean; readonly pull?: boolean } = {},
) {
  return buildRelease(shop.deps, {
    app: shop.app,
    onProgress: (stage) => void shop.stages.push(stage),
    ...more,
  });
}

/** Steps that ran (or came from the cache), by name. */
export function stepsOf(shop: ReleaseWorkshop): readonly string[] {
  return shop.stages.flatMap((stage) =>
    stage.stage === 'build' && stage.progress.kind === 'step' && stage.progress.state !== 'running'
      ? [`${stage.progress.name}: ${stage.progress.state}`]
      : [],
  );
}

/** Run steps that no earlier run can have in the engine's cache. */
export function unique(): string {
  return createHash('sha256').update(String(process.hrtime.bigint())).digest('hex');
}
