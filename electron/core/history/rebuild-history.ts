import type { AppConfig } from '../../../shared/model/app-config.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { PlacementLock } from '../deployments/lock-placement.ts';
import type { Engine } from '../engine/engine.ts';
import { LABEL, LABEL_VERSION } from '../engine/labels.ts';
import { toFailure } from '../runtime/failure.ts';
import type { JudgedPlacement } from './judge-placement.ts';
import { forEachAtOnce } from './for-each-at-once.ts';
import { judgePlacements, type JudgedPlacements } from './judge-placements.ts';
import type { RebuildReport, RebuiltHost } from './history-commands.ts';
import type { RebuildDeps } from './rebuild-deps.ts';
import { newestRecord } from './restore-places.ts';
import { readImageReleases, type FoundRelease } from './restore-releases.ts';
import { settleLeft } from './settle-left.ts';
import { surveyEngine, type HostSurvey } from './survey-engine.ts';
import { writeFindings, type WrittenFindings } from './write-findings.ts';

/** How many locks are given back at the same time. */
const AT_ONCE = 8;

/** What is looked at; everything, unless told otherwise. */
export interface RebuildScope {
  readonly app?: string;
  readonly environment?: string;
  /** By id. */
  readonly host?: string;
  /** Tokens of locks that somebody agreed to take over although their holders may live. */
  readonly takeOver?: ReadonlySet<string>;
}

/**
 * Writes what the engines' labels tell into the history: places, releases, what serves and what stands by. Only what is unknown
 * is added; where a gate leads elsewhere than the history says, the history follows. Each placement is locked while it is read
 * and written, everything is written in one transaction, and what runs is only read; but where somebody who is gone had left a lock,
 * what was cut off there is settled.
 *
 * Rejects when no host is known and the engine of this machine does not answer; any other host that does not answer is in the
 * report, and so is a placement that somebody else is working on.
 */
export async function rebuildHistory(deps: RebuildDeps, scope: RebuildScope = {}): Promise<RebuildReport> {
  const added = await ensureHost(deps);
  const { surveys, hosts } = await surveyHosts(deps, scope);
  const locks: PlacementLock[] = [];
  try {
    const placements = await judgePlacements(
      deps,
      surveys
        .flatMap((survey) => survey.placements)
        .filter(({ environment }) => environment === (scope.environment ?? environment)),
      locks,
      scope.takeOver,
    );
    const images = await readImages(deps, surveys, placements.judged);
    const written = deps.stores.transaction(() => writeFindings(deps, placements.judged, images));
    const left = await settleLeft(deps, placements);
    const unregistered = await completeApps(deps, written.apps);
    return describe({ hosts, added, placements, written, left, unregistered });
  } finally {
    await forEachAtOnce(AT_ONCE, locks, (lock) => giveBack(deps, lock));
  }
}

/** A machine whose data folder was lost knows no host; the one it has gets the name that its containers know it by. */
async function ensureHost(deps: RebuildDeps): Promise<readonly string[]> {
  if (deps.stores.hosts.list().length > 0) return [];
  const host = await deps.addLocalHost(async (engine: Engine) => {
    const replicas = await engine.containers.list({
      [LABEL.version]: LABEL_VERSION,
      [LABEL.role]: 'replica',
    });
    return replicas.toSorted((a, b) => b.createdAt - a.createdAt)[0]?.labels[LABEL.host];
  });
  return [host.name];
}

async function surveyHosts(
  deps: RebuildDeps,
  { app, host: only }: RebuildScope,
): Promise<{ readonly surveys: readonly HostSurvey[]; readonly hosts: readonly RebuiltHost[] }> {
  const asked = deps.stores.hosts.list().filter(({ id }) => id === (only ?? id));
  const answers = await Promise.all(asked.map((host) => surveyHost(deps, host, app)));
  return {
    surveys: answers.flatMap(({ survey }) => survey ?? []),
    hosts: answers.map(({ told }) => told),
  };
}

async function surveyHost(
  deps: RebuildDeps,
  host: Host,
  app: string | undefined,
): Promise<{ readonly survey?: HostSurvey; readonly told: RebuiltHost }> {
  try {
    const survey = await surveyEngine(await deps.engineOf(host.id), host, app);
    return { survey, told: { name: host.name, state: 'read', placements: survey.placements.length } };
  } catch (error) {
    const reason = toFailure(error).message;
    return { told: { name: host.name, state: 'unreachable', placements: 0, reason } };
  }
}

async function readImages(
  deps: RebuildDeps,
  surveys: readonly HostSurvey[],
  judged: readonly JudgedPlacement[],
): Promise<readonly FoundRelease[]> {
  const configs = await readConfigs(deps, judged);
  const told = new Set(
    judged.flatMap(({ serving, standby }) =>
      [serving, standby].map((colour) => colour?.record?.release.tag ?? ''),
    ),
  );
  const isKnown = (app: string, version: number) =>
    told.has(`${app}:v${version}`) || deps.stores.releases.byVersion(app, version) !== undefined;
  const found = await Promise.all(surveys.map((survey) => readImageReleases(deps, survey, configs, isKnown)));
  return found.flat();
}

/** What the apps' files say now, where they can be read. */
async function readConfigs(
  deps: RebuildDeps,
  judged: readonly JudgedPlacement[],
): Promise<ReadonlyMap<string, AppConfig>> {
  const configs = new Map<string, AppConfig>();
  for (const app of new Set(judged.map(({ placement }) => placement.app))) {
    const directory =
      deps.stores.apps.get(app)?.directory ??
      newestRecord(judged.filter(({ placement }) => placement.app === app))?.directory;
    const config = directory === undefined ? undefined : await deps.readFolder(directory);
    if (config?.app === app) configs.set(app, config);
  }
  return configs;
}

/** An app's file may name environments in which nothing runs. Returns what is wrong with those that cannot be read. */
async function completeApps(deps: RebuildDeps, apps: readonly string[]): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const app of apps) {
    const directory = deps.stores.apps.get(app)?.directory ?? '';
    try {
      const config = await deps.readFolder(directory);
      if (config?.app === app) await deps.addApp(directory);
      else problems.push(`${app} was in ${directory}, which does not hold it any more`);
    } catch (error) {
      problems.push(`${app}: ${toFailure(error).message}`);
    }
  }
  return problems;
}

async function giveBack(deps: RebuildDeps, lock: PlacementLock): Promise<void> {
  try {
    await lock.release();
  } catch (error) {
    deps.log.warn('a lock could not be given back', { reason: toFailure(error).message });
  }
}

/** What no label tells; said whenever something was added. */
const NEVER_KNOWN = [
  'deployments before those that serve or stand by, and attempts that failed',
  'receipts, steps, build logs and approvals',
  'since when something is live: soak times count from now',
] as const;

function describe(facts: {
  readonly hosts: readonly RebuiltHost[];
  readonly added: readonly string[];
  readonly placements: JudgedPlacements;
  readonly written: WrittenFindings;
  readonly left: Awaited<ReturnType<typeof settleLeft>>;
  readonly unregistered: readonly string[];
}): RebuildReport {
  const { hosts, added, placements, written, left, unregistered } = facts;
  const { environments, apps, releases, deployments, corrected, asRecorded } = written;
  const lost = deployments.length > 0 ? NEVER_KNOWN : [];
  return {
    hosts,
    added: { hosts: added, environments, apps, releases, deployments },
    corrected: [...corrected, ...left.settled],
    asRecorded,
    skipped: [...placements.skipped, ...written.skipped, ...left.problems],
    unknown: [...lost, ...written.unknown, ...unregistered],
  };
}
