import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { launchDesktop, type LaunchedDesktop } from '../../support/electron/launch-desktop.ts';
import { testEngine } from '../../support/test-engine.ts';

/** A home that nobody has used, with the test's engine; gone when the test is over. */
export async function freshHome(): Promise<Readonly<Record<string, string>>> {
  const folder = await mkdtemp(join(tmpdir(), 'twinberth-desktop-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const engine = testEngine();
  return {
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, 'config'),
    TWINBERTH_HOME: join(folder, 'data'),
    TWINBERTH_EDGE_IMAGE: engine.images.edge,
    TWINBERTH_RUN: engine.run,
    TWINBERTH_HOST_ADDRESS: engine.address,
    DOCKER_HOST: engine.endpoint,
  };
}

/** Starts the app; it quits when the test is over, if it still runs. */
export async function openDesktop(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<LaunchedDesktop> {
  const desktop = await launchDesktop({ env, args });
  onTestFinished(async () => {
    if (desktop.hasEnded()) return;
    // A question that nobody answers must not keep it open.
    await desktop.app.evaluate(({ app }) => setTimeout(() => app.exit(0))).catch(() => undefined);
    await desktop.ended;
  });
  return desktop;
}
