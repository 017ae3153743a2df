import type { DeploymentOutcome, DeploymentProgress } from '../../electron/core/core.ts';
import { openWorkshop, type ConfigChange, type Workshop } from '../support/workshop.ts';
import type { RawApp } from './raw-container.ts';
import { rest } from './rest.ts';
import { now, watchVersion, type VersionWatcher } from './version-watcher.ts';

/** An app in one environment with two releases, v1 serving. */
export interface BenchShop {
  readonly workshop: Workshop;
  readonly place: { readonly app: string; readonly environment: string };
  /** The app's release of that version as a bare container. */
  raw(version: number): Promise<RawApp>;
  remove(): Promise<void>;
}

export interface BenchApp {
  /** Fills the app's folder; absent: the sample app stays in it. */
  readonly write?: (workshop: Workshop) => Promise<void>;
  /** What tells the versions apart: its `x-version`, or its body, is `v1`, `v2`. */
  readonly path: string;
  /** Over the usual settings of a workshop. */
  readonly config?: Readonly<Record<string, unknown>>;
}

/** Nothing is waited for that the app does not need: as soon as it answers it is ready, and then it is live. */
export const AT_ONCE = {
  health: { path: '/healthz', interval: '250ms', timeout: '2s', rise: 2, stable: '0s', deadline: '30s' },
  bake: '0s',
};

export async function openBenchShop(app: BenchApp = { path: '/' }): Promise<BenchShop> {
  const workshop = await openWorkshop();
  const place = { app: workshop.app, environment: workshop.dev };
  const { core, engine, address, test } = workshop;
  try {
    await app.write?.(workshop);
    const change: ConfigChange = { app: { ...AT_ONCE, ...app.config } };
    await workshop.release(change);
    await workshop.release(change);
    await core.deployments.deploy({ ...place, version: 1 });
  } catch (error) {
    await workshop.remove();
    throw error;
  }
  return {
    workshop,
    place,
    async raw(version) {
      const { tag } = core.releases.get(workshop.app, version);
      const image = await engine.images.inspect(tag);
      if (image === undefined) throw new Error(`the engine has no ${tag}`);
      const { path } = app;
      return { engine, address, image: image.id, port: 8080, path, version: `v${version}`, run: test.run };
    },
    remove: () => workshop.remove(),
  };
}

/**
 * Milliseconds from the call of `command` until a client on a thread of its own was first answered by the version; beside
 * it what the command resolved with. The client begins to ask when the gate is about to swing, so that its requests to the
 * old version do not slow down the start of the new one.
 */
export async function timeToTraffic(
  { workshop }: BenchShop,
  path: string,
  version: number,
  command: (onProgress: (progress: DeploymentProgress) => void) => Promise<DeploymentOutcome>,
): Promise<{ readonly ms: number; readonly outcome: DeploymentOutcome }> {
  const watcher = await watchVersion({ host: workshop.address, port: workshop.ports.dev, path });
  try {
    const answered = watcher.next(`v${version}`);
    await rest();
    const began = now();
    const outcome = await command((progress) => {
      if (progress.kind === 'step' && progress.step.name === 'switch') watcher.begin();
    });
    if (outcome.deployment.state !== 'live')
      throw new Error(`v${version} did not become live: ${outcome.deployment.error?.message}`);
    return { ms: (await answered) - began, outcome };
  } finally {
    await watcher.close();
  }
}

/** A client at the published port that has been answered once. */
export async function watchServing({ address, ports }: Workshop, path: string): Promise<VersionWatcher> {
  const watcher = await watchVersion({ host: address, port: ports.dev, path });
  const answered = Promise.race([watcher.next('v1'), watcher.next('v2')]);
  watcher.begin();
  await answered;
  return watcher;
}
