import { initial } from './0001-initial.ts';
import { driftFindings } from './0002-drift-findings.ts';
import { retention } from './0003-retention.ts';
import { watching } from './0004-watching.ts';
import { timeline } from './0005-timeline.ts';
import { caring } from './0006-caring.ts';
import { foldedSteps } from './0007-folded-steps.ts';
import { withdrawnReleases } from './0008-withdrawn-releases.ts';
import { lockHolders } from './0009-lock-holders.ts';
import type { Migration } from './migration.ts';

/** In order. A released migration is never edited: what follows is a new one. */
export const ALL_MIGRATIONS: readonly Migration[] = [
  initial,
  driftFindings,
  retention,
  watching,
  timeline,
  caring,
  foldedSteps,
  withdrawnReleases,
  lockHolders,
];
