import { assertNever } from './assert-never.ts';
import type { CacheReason, ContainerReason, KeepReason, LogReason, RemoveReason } from './storage.ts';

/** Why an image stays, in a few words; several reasons are joined by semicolons. */
export function describeReasons(reasons: readonly KeepReason[]): string {
  return reasons.map(describeReason).join('; ');
}

function describeReason(reason: KeepReason): string {
  switch (reason.kind) {
    case 'in-use':
      return `used by ${some(reason.containers)}`;
    case 'live':
      return `live in ${reason.environment} on ${reason.host}`;
    case 'standby':
      return `standby in ${reason.environment} on ${reason.host}`;
    case 'deploying':
      return `being deployed to ${reason.environment} on ${reason.host}`;
    case 'rollback':
      return `rollback in ${reason.environment} on ${reason.host}`;
    case 'newest':
      return 'newest release';
    case 'recent':
      return 'made lately, not deployed yet';
    case 'pinned':
      return `pinned by ${reason.by}`;
    case 'base':
      return `base of ${some(reason.of)}`;
    case 'named':
      return `also named ${some(reason.tags)}`;
    case 'unknown':
      return `made by ${reason.owner}, not in this history`;
    case 'building':
      return 'being built';
    case 'unreadable':
      return `its twinberth.yaml cannot be read: ${reason.problem}`;
    default:
      return assertNever(reason);
  }
}

/** Why an image goes, in a few words. */
export function describeRemoval(why: RemoveReason): string {
  switch (why) {
    case 'old':
      return 'no rollback reaches it';
    case 'withdrawn':
      return 'withdrawn';
    case 'app-removed':
      return 'its app was removed';
    case 'leftover':
      return 'left by a failed build';
    default:
      return assertNever(why);
  }
}

/** Why a container stays, in a few words. */
export function describeContainer(why: ContainerReason): string {
  switch (why) {
    case 'live':
      return 'serves';
    case 'warm':
      return 'standby, warm';
    case 'stopped':
      return 'standby, stopped';
    case 'edge':
      return 'edge: lets the traffic through';
    case 'test':
      return 'a release is tested in it';
    case 'deploying':
      return 'its placement is being worked on';
    default:
      return assertNever(why);
  }
}

/** Why records of the builder's cache stay, in words that go after how many there are. */
export function describeCache(why: CacheReason): string {
  switch (why) {
    case 'in-use':
      return 'used by a build';
    case 'image':
      return 'shared with images';
    case 'builder':
      return 'for the next builds, until `docker builder prune`';
    default:
      return assertNever(why);
  }
}

/** Why logs stay, in words that go after how many there are. */
export function describeLog(why: LogReason): string {
  switch (why) {
    case 'release':
      return 'of releases that are kept';
    case 'newest':
      return 'of the newest builds';
    default:
      return assertNever(why);
  }
}

const SHOWN = 2;

function some(names: readonly string[]): string {
  const rest = names.length - SHOWN;
  return rest > 0 ? `${names.slice(0, SHOWN).join(', ')} and ${rest} more` : names.join(', ');
}
