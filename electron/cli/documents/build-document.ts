import { versionName } from '../../../shared/model/release.ts';
import type { BuildOutcome } from '../../core/core.ts';

/** What `build` answers with `--json`. */
export function buildDocument({ release, reused, durationMs }: BuildOutcome): object {
  return {
    release: versionName(release.version),
    tag: release.tag,
    identity: release.identity,
    inputHash: release.inputHash,
    reused,
    test: release.test,
    durationMs,
  };
}
