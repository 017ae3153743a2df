import type { JudgedColour, JudgedPlacement } from './judge-placement.ts';
import { nameOf } from './judge-placements.ts';
import type { RebuiltDeployment } from './history-commands.ts';
import type { RebuildDeps } from './rebuild-deps.ts';
import { restorePlaces } from './restore-places.ts';
import { keepRelease, type FoundRelease } from './restore-releases.ts';
import { compareBerth, judgeAnew, keepBerth, keepDeployment } from './write-placement.ts';

export interface WrittenFindings {
  readonly environments: readonly string[];
  readonly apps: readonly string[];
  readonly releases: readonly string[];
  readonly deployments: readonly RebuiltDeployment[];
  readonly corrected: readonly string[];
  readonly asRecorded: number;
  readonly skipped: readonly string[];
  readonly unknown: readonly string[];
}

/** Writes everything in the order in which it once came to be. Inside a transaction of the caller. */
export function writeFindings(
  deps: RebuildDeps,
  judged: readonly JudgedPlacement[],
  images: readonly FoundRelease[],
): WrittenFindings {
  const places = restorePlaces(deps, judged);
  const skipped: string[] = [];
  const { releases, kept } = writeReleases(deps, judged, images, skipped);
  const deployments = writeDeployments(deps, judged, kept);
  const corrected: string[] = [];
  let asRecorded = 0;
  for (const placement of judged) {
    const before = compareBerth(deps, placement);
    if (before === 'same') asRecorded += 1;
    else writeBerth(deps, placement, before, { corrected, skipped });
    if (placement.unjudged) judgeAnew(deps, placement);
  }
  const notes = judged.flatMap(({ placement, notes: each }) =>
    each.map((note) => `${nameOf(placement)}: ${note}`),
  );
  return {
    ...places,
    releases,
    deployments,
    corrected,
    asRecorded,
    skipped,
    unknown: [...places.unknown, ...notes],
  };
}

/** `kept`: the id under which the history has the release that a deployment runs. */
function writeReleases(
  deps: RebuildDeps,
  judged: readonly JudgedPlacement[],
  images: readonly FoundRelease[],
  skipped: string[],
): { readonly releases: readonly string[]; readonly kept: ReadonlyMap<string, string> } {
  const added: string[] = [];
  const kept = new Map<string, string>();
  const keep = (found: FoundRelease, where: string): string | undefined => {
    const { id, added: isNew } = keepRelease(deps, found);
    if (isNew) added.push(found.release.tag);
    if (id === undefined)
      skipped.push(`${found.release.tag} on ${where}: the history has another image under that version`);
    return id;
  };
  for (const { placement, serving, standby, cutOff } of judged) {
    for (const colour of [serving, standby, cutOff]) {
      const image = colour && placement.colours[colour.colour]?.replicas[0]?.image;
      if (colour?.record === undefined || image === undefined) continue;
      const id = keep({ release: colour.record.release, host: placement.host.id, image }, nameOf(placement));
      if (id !== undefined) kept.set(colour.deployment, id);
    }
  }
  for (const found of images) keep(found, deps.stores.hosts.get(found.host)?.name ?? found.host);
  return { releases: added.toSorted(), kept };
}

function writeDeployments(
  deps: RebuildDeps,
  judged: readonly JudgedPlacement[],
  kept: ReadonlyMap<string, string>,
): readonly RebuiltDeployment[] {
  const colours = judged.flatMap(({ placement, serving, standby, cutOff }) =>
    [serving, standby, cutOff]
      .filter((colour) => colour !== undefined)
      .map((colour) => ({ placement, colour })),
  );
  return colours
    .toSorted((a, b) => startOf(a.colour) - startOf(b.colour))
    .flatMap(({ placement, colour }) => {
      const release = kept.get(colour.deployment);
      const written = release && keepDeployment(deps, placement, colour, release);
      return written === undefined || written === '' ? [] : [written];
    });
}

function startOf(colour: JudgedColour): number {
  return colour.record?.deployment.startedAt ?? 0;
}

function writeBerth(
  deps: RebuildDeps,
  judged: JudgedPlacement,
  before: 'unknown' | 'other',
  told: { readonly corrected: string[]; readonly skipped: string[] },
): void {
  const { placement, serving } = judged;
  const place = nameOf(placement);
  const isKnown = (colour: JudgedColour | undefined) =>
    colour !== undefined && deps.stores.deployments.get(colour.deployment) !== undefined;
  if (serving !== undefined && !isKnown(serving)) {
    told.skipped.push(
      `${place}: what serves there (${serving.colour}) does not say what it was deployed as. It goes on serving; \`twinberth app rm ${placement.app} --force\` and a new deployment bring it back into the history.`,
    );
    return;
  }
  const { standby, ...rest } = judged;
  keepBerth(deps, standby !== undefined && isKnown(standby) ? judged : rest);
  if (before === 'other')
    told.corrected.push(
      serving === undefined
        ? `${place}: nothing serves`
        : `${place}: ${serving.colour} serves, deployment ${serving.deployment}`,
    );
}
