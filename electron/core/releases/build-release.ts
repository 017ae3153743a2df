import { versionName } from '../../../shared/model/release.ts';
import type { Release, TestResult } from '../../../shared/model/release.ts';
import type { BuildCommand, BuildOutcome } from '../core.ts';
import type { EngineImage } from '../engine/engine.ts';
import { Failure, toFailure } from '../runtime/failure.ts';
import { allocateVersion } from './allocate-version.ts';
import { note } from './build-job.ts';
import type { BuildJob } from './build-job.ts';
import { recordBuild } from './build-record.ts';
import type { MadeRelease } from './build-record.ts';
import { clearLeftovers } from './clear-leftovers.ts';
import { findReusable } from './find-reusable.ts';
import { gatherInputs } from './gather-inputs.ts';
import type { ReleaseInputs } from './gather-inputs.ts';
import { holdBuildLock } from './hold-build-lock.ts';
import { imageLabels } from './image-labels.ts';
import { noteLittleSpace } from './note-little-space.ts';
import { pickBuildHost } from './pick-build-host.ts';
import { readRevision } from './read-revision.ts';
import type { Revision } from './read-revision.ts';
import type { ReleaseDeps } from './release-deps.ts';
import { refuseTakenTags, setTags, versionTag } from './release-tags.ts';
import { runTestGate } from './run-test-gate.ts';

/**
 * Makes a release of an app, or finds the one that was made from the very same input. Builds of one app wait for each
 * other. A release whose test failed is a release all the same, so that one can look into it, but may not be deployed:
 * see `outcome.release.test`.
 *
 * Rejects with `build.failed`, `build.cancelled`, `pull.failed`, `tag.taken`, `context.invalid`, `config.*`,
 * `host.unknown`, `engine.*` …; `details.build` then is the id of the record that has the log, and nothing else is left.
 */
export async function buildRelease(deps: ReleaseDeps, command: BuildCommand): Promise<BuildOutcome> {
  const started = deps.clock.ticks();
  const config = await deps.appConfig(command.app);
  const host = pickBuildHost(deps.stores, config, command.host);
  const stop = command.signal ? { signal: command.signal } : {};
  const lock = await waitForTurn(deps, command);
  try {
    const engine = await deps.engineOf(host.id);
    const { release, reused } = await recordBuild(
      deps,
      config.app,
      { ...stop, ...(command.onProgress ? { onProgress: command.onProgress } : {}) },
      (id, report, remember) =>
        makeRelease({ deps, id, config, host, engine, command, report, stop }, remember),
    );
    return { release, reused, durationMs: deps.clock.ticks() - started };
  } finally {
    lock.release();
  }
}

async function waitForTurn(deps: ReleaseDeps, command: BuildCommand): Promise<{ release(): void }> {
  try {
    return await holdBuildLock(deps, command.app, {
      ...(command.signal ? { signal: command.signal } : {}),
      onWait: (holder) =>
        command.onProgress?.({
          stage: 'note',
          text: `Waiting for another build of ${command.app} by ${holder.by} (process ${holder.pid}).`,
        }),
    });
  } catch (error) {
    if (command.signal?.aborted !== true) throw error;
    throw new Failure(
      'build.cancelled',
      `The build of ${command.app} was cancelled before it began.`,
      {},
      { cause: error },
    );
  }
}

async function makeRelease(job: BuildJob, remember: (inputHash: string) => void): Promise<MadeRelease> {
  const inputs = await gatherInputs(job);
  try {
    remember(inputs.hash);
    return await makeFromInputs(job, inputs);
  } finally {
    await inputs.close();
  }
}

async function makeFromInputs(job: BuildJob, inputs: ReleaseInputs): Promise<MadeRelease> {
  const existing = await findReusable(job, inputs.hash);
  if (existing) return { release: existing, reused: true };

  await clearLeftovers(job, { own: false });
  if (inputs.kind === 'build') await noteLittleSpace(job);
  try {
    const version = await nextVersion(job, inputs);
    const revision = inputs.kind === 'build' ? await readRevision(inputs.source.context) : {};
    const image = await makeImage(job, inputs, version, revision);
    const { test, testLog } = await testImage(job, image);
    const release = await storeRelease(job, inputs, { version, revision, image, test });
    return { release, reused: false, ...(testLog === undefined ? {} : { testLog }) };
  } catch (error) {
    await clearLeftovers(job, { own: true });
    throw error;
  }
}

async function nextVersion(job: BuildJob, inputs: ReleaseInputs): Promise<number> {
  const { deps, config, engine, host } = job;
  const version = await allocateVersion(deps, config, host.id, (name, reason) =>
    note(job, `${name} could not be asked which versions of ${config.app} it has: ${reason}`),
  );
  const image = inputs.kind === 'image' ? { image: inputs.image.id } : {};
  await refuseTakenTags(deps, engine, { app: config.app, version, inputHash: inputs.hash, host, ...image });
  job.command.signal?.throwIfAborted();
  return version;
}

async function makeImage(
  job: BuildJob,
  inputs: ReleaseInputs,
  version: number,
  revision: Revision,
): Promise<EngineImage> {
  if (inputs.kind === 'image') return inputs.image;
  const { deps, config, engine, command } = job;
  const labels = imageLabels({
    app: config.app,
    version,
    owner: deps.owner,
    build: job.id,
    inputHash: inputs.hash,
    createdAt: deps.clock.now(),
    revision,
    ...(inputs.base ? { base: inputs.base } : {}),
    ...(deps.runLabel === undefined ? {} : { runLabel: deps.runLabel }),
  });
  return engine.images.build(
    inputs.pack(),
    {
      dockerfile: inputs.dockerfile,
      dockerfileText: inputs.dockerfileText,
      args: inputs.source.args,
      labels,
      ...(inputs.source.target === undefined ? {} : { target: inputs.source.target }),
      ...(inputs.platform === undefined ? {} : { platform: inputs.platform }),
      ...(command.noCache === undefined ? {} : { noCache: command.noCache }),
    },
    { ...job.stop, onProgress: (progress) => job.report({ stage: 'build', progress }) },
  );
}

async function testImage(
  job: BuildJob,
  image: EngineImage,
): Promise<{ readonly test: TestResult; readonly testLog?: string }> {
  const { deps, config, engine } = job;
  if (!config.test) return { test: { state: 'untested' } };
  const { clock, ids, owner, runLabel } = deps;
  const { result, log } = await runTestGate(
    { engine, clock, ids, owner, ...(runLabel === undefined ? {} : { runLabel }) },
    { app: config.app, image: image.id, test: config.test, build: job.id },
    { ...job.stop, onLine: (line) => job.report({ stage: 'test', line }) },
  );
  return { test: result, testLog: log };
}

/**
 * History first, tags after: a process that dies in between leaves a release whose tags the next build sets, whereas tags
 * without a release would stand in the way for ever.
 */
async function storeRelease(
  job: BuildJob,
  inputs: ReleaseInputs,
  made: {
    readonly version: number;
    readonly revision: Revision;
    readonly image: EngineImage;
    readonly test: TestResult;
  },
): Promise<Release> {
  const { deps, config, engine, host } = job;
  const { version, revision, image, test } = made;
  const release: Release = {
    id: deps.ids.next(),
    app: config.app,
    version,
    tag: versionTag(config.app, version),
    identity: await engine.images.identity(image.id),
    inputHash: inputs.hash,
    source: inputs.source,
    test,
    sizeBytes: image.sizeBytes,
    createdAt: deps.clock.now(),
    createdBy: deps.owner,
    ...(revision.commit === undefined ? {} : { revision: revision.commit }),
  };
  const tags = { app: config.app, version, inputHash: inputs.hash, image: image.id, host };
  await refuseTakenTags(deps, engine, tags);
  job.command.signal?.throwIfAborted();
  deps.stores.transaction(() => {
    deps.stores.releases.add(release);
    deps.stores.releases.setEngineId(release.id, host.id, image.id);
  });
  try {
    await setTags(deps, engine, tags);
  } catch (error) {
    deps.stores.releases.withdraw(release.id, deps.clock.now());
    deps.log.warn('a release was withdrawn because it could not be tagged', {
      release: `${config.app} ${versionName(version)}`,
      reason: toFailure(error).message,
    });
    throw error;
  }
  return release;
}
