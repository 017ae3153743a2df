import type { Release } from '../../../shared/model/release.ts';
import type { KeepReason, RemoveReason } from '../../../shared/model/storage.ts';
import type { ImageSummary } from '../engine/image-usage.ts';
import type { ContainerSummary } from '../engine/engine.ts';
import { LABEL, LABEL_VERSION } from '../engine/labels.ts';
import { inputTag, versionTag } from '../releases/release-tags.ts';
import type { AppFacts, HistoryFacts, Need } from './storage-facts.ts';

export interface JudgeContext {
  /** Host id. */
  readonly host: string;
  readonly containers: readonly ContainerSummary[];
  readonly history: HistoryFacts;
  /** Whether a host (by id) has the image of a release (by id). */
  readonly has: (host: string, release: string) => boolean;
}

export type Verdict =
  | { readonly kind: 'keep'; readonly release?: Release; readonly reasons: readonly KeepReason[] }
  | { readonly kind: 'remove'; readonly release?: Release; readonly why: RemoveReason };

const DAY_MS = 86_400_000;

/** Labels are handed down to whatever is made from an image, so they only say that it may be ours; the recorded ID decides. */
export function isLabelled(image: Pick<ImageSummary, 'labels'>): boolean {
  return image.labels[LABEL.version] === LABEL_VERSION && image.labels[LABEL.role] === 'image';
}

/** Whether an image of ours may go, by everything but what is made from it. Pure. */
export function judgeImage(image: ImageSummary, context: JudgeContext): Verdict {
  const release = context.history.recorded.get(context.host)?.get(image.id);
  const reasons: KeepReason[] = [];
  const users = context.containers.filter((container) => container.image === image.id);
  if (users.length > 0) reasons.push({ kind: 'in-use', containers: users.map(({ name }) => name) });
  if (release === undefined) return judgeUnrecorded(image, context, reasons);

  const app = context.history.apps.get(release.app);
  const foreign = foreignNames(image, release);
  if (foreign.length > 0) reasons.push({ kind: 'named', tags: foreign });
  if (app !== undefined) reasons.push(...needsOf(app, release, context), ...claimsOf(app, release, context));
  if (reasons.length > 0) return { kind: 'keep', release, reasons };
  return { kind: 'remove', release, why: whyGone(app, release) };
}

/** Not a release of this history: only what one of its own builds left behind may go. */
function judgeUnrecorded(image: ImageSummary, context: JudgeContext, reasons: KeepReason[]): Verdict {
  const build = context.history.build(image.labels[LABEL.build] ?? '');
  if (build?.state === 'running') reasons.push({ kind: 'building' });
  const came = build !== undefined && build.state !== 'failed' && build.state !== 'cancelled';
  const named = image.tags.length > 0 || image.repoDigests.length > 0;
  if (build === undefined || came || named) {
    reasons.push({ kind: 'unknown', owner: image.labels[LABEL.owner] ?? 'somebody' });
  }
  return reasons.length > 0 ? { kind: 'keep', reasons } : { kind: 'remove', why: 'leftover' };
}

/** Placements of this host; and those of hosts that do not have the image and would get it from here. */
function needsOf(app: AppFacts, release: Release, context: JudgeContext): readonly KeepReason[] {
  const needs: readonly Need[] = app.needs.get(release.id) ?? [];
  return needs
    .filter((need) => need.host === context.host || !context.has(need.host, release.id))
    .map((need) => need.reason);
}

function claimsOf(app: AppFacts, release: Release, { history }: JudgeContext): readonly KeepReason[] {
  const reasons: KeepReason[] = [];
  const pinned = app.pins.get(release.version);
  if (pinned !== undefined) reasons.push({ kind: 'pinned', by: pinned });
  if (app.problem !== undefined) reasons.push({ kind: 'unreadable', problem: app.problem });
  if (!app.registered || release.withdrawnAt !== undefined) return reasons;
  if (app.newest === release.id) reasons.push({ kind: 'newest' });
  const since = history.now - app.policy.days * DAY_MS;
  if (!app.needs.has(release.id) && release.createdAt > since) reasons.push({ kind: 'recent' });
  return reasons;
}

function whyGone(app: AppFacts | undefined, release: Release): RemoveReason {
  if (release.withdrawnAt !== undefined) return 'withdrawn';
  return app?.registered === true ? 'old' : 'app-removed';
}

/** Names that we did not give. */
function foreignNames(image: ImageSummary, release: Release): readonly string[] {
  const own = ownTags(release);
  return [
    ...image.tags.filter((tag) => !own.includes(tag)),
    ...image.repoDigests.filter((digest) => !digest.startsWith(`${release.app}@`)),
  ];
}

export function ownTags(release: Release): readonly string[] {
  return [versionTag(release.app, release.version), inputTag(release.app, release.inputHash)];
}
