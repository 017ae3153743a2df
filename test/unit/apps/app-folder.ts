import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AppConfig, PlacementConfig } from '../../../shared/model/app-config.ts';
import type { ConfigProblem } from '../../../electron/core/apps/config-problem.ts';
import { readAppConfig } from '../../../electron/core/apps/read-app-config.ts';
import { readSettings, type Settings } from '../../../electron/core/apps/settings.ts';
import { isFailure } from '../../../electron/core/runtime/failure.ts';

export const settings: Settings = readSettings({}, 'linux', '/home/ann').settings;

/** A folder that goes when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'twinberth-app-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder with this twinberth.yaml and a Dockerfile. */
export async function appFolder(yaml: string): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\n');
  await writeFile(join(folder, 'twinberth.yaml'), yaml);
  return folder;
}

export async function configOf(yaml: string): Promise<AppConfig> {
  return (await readAppConfig(await appFolder(yaml), settings)).config;
}

export async function warningsOf(yaml: string): Promise<readonly string[]> {
  return (await readAppConfig(await appFolder(yaml), settings)).warnings;
}

/** How the app `web` runs in `dev`, given what its file says besides. */
export async function placementOf(yaml: string, environment = 'dev'): Promise<PlacementConfig> {
  const config = await configOf(`app: web\nimage: web:1\n${yaml}`);
  const placement = config.environments.get(environment);
  if (placement === undefined) throw new Error(`the file names no ${environment}`);
  return placement;
}

/** What is wrong with a file; fails the test when nothing is. */
export async function problemsOf(yaml: string): Promise<readonly ConfigProblem[]> {
  try {
    await configOf(yaml);
  } catch (error) {
    if (!isFailure(error, 'config.invalid')) throw error;
    return error.details['problems'] as readonly ConfigProblem[];
  }
  throw new Error('the file was accepted');
}

/** The one problem of an app `web` with this line besides. */
export async function problemOf(line: string): Promise<ConfigProblem> {
  const problems = await problemsOf(`app: web\nimage: web:1\n${line}\n`);
  const [problem] = problems;
  if (problem === undefined || problems.length > 1)
    throw new Error(`not one problem: ${JSON.stringify(problems)}`);
  return problem;
}
