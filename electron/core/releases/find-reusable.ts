import type { TestConfig } from '../../../shared/model/app-config.ts';
import type { Release, TestResult } from '../../../shared/model/release.ts';
import { isFailure } from '../runtime/failure.ts';
import type { BuildJob } from './build-job.ts';
import { findOnHost } from './find-on-host.ts';
import { setTags } from './release-tags.ts';

/**
 * The release that was already made from this very input, when its image is still on the host and its test result is the
 * one that the configuration asks for: a changed test has to run, and one that failed may be tried again.
 */
export async function findReusable(job: BuildJob, inputHash: string): Promise<Release | undefined> {
  const { deps, config, engine, host } = job;
  if (job.command.noCache === true && config.source.kind === 'build') return undefined;
  const release = deps.stores.releases.byInputHash(config.app, inputHash);
  if (!release || !isTestStanding(release.test, config.test)) return undefined;
  const image = await findOnHost(deps, engine, release, host);
  if (image === undefined) return undefined;
  await mendTags(job, release, image);
  return release;
}

export function isTestStanding(result: TestResult, test: TestConfig | undefined): boolean {
  if (result.state === 'failed') return false;
  if (test === undefined) return true;
  return result.state === 'passed' && JSON.stringify(result.command) === JSON.stringify(test.command);
}

/** A tag may be missing, removed by hand or lost in a crash; without one the image is a candidate for every prune. */
async function mendTags(job: BuildJob, release: Release, image: string): Promise<void> {
  const { deps, engine, host } = job;
  const { app, version, inputHash } = release;
  try {
    await setTags(deps, engine, { app, version, inputHash, image, host });
  } catch (error) {
    if (!isFailure(error, 'tag.taken')) throw error;
    deps.log.warn('a tag of a release is taken', { release: release.tag, reason: error.message });
  }
}
