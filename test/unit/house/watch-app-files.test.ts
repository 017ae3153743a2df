import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { readAppConfig } from '../../../electron/core/apps/read-app-config.ts';
import { readSettings } from '../../../electron/core/apps/settings.ts';
import { watchAppFiles } from '../../../electron/core/house/watching/watch-app-files.ts';
import { temporaryFolder } from '../db/temporary-history.ts';

const WAIT = { timeout: 10_000, interval: 10 };
const { settings } = readSettings({}, 'linux', '/home/ann');

function stage() {
  const directory = join(temporaryFolder(), 'web');
  mkdirSync(directory);
  const write = (environments: string, name = 'twinberth.yaml') =>
    writeFileSync(join(directory, name), `app: web\nimage: web:1\nport: 80\nenvironments: ${environments}\n`);
  let reads = 0;
  const changed: string[] = [];
  const files = watchAppFiles(
    async () => {
      reads += 1;
      return (await readAppConfig(directory, settings)).config;
    },
    (app) => changed.push(app),
  );
  onTestFinished(() => files.close());
  const environments = () => [...(files.files.get('web')?.config?.environments.keys() ?? [])];
  const app = { name: 'web', directory, createdAt: 1 };
  return { directory, write, files, changed, environments, app, reads: () => reads };
}

test('a file is read once, and again when it changes', async () => {
  const { write, files, changed, environments, app, reads } = stage();
  write('{ dev: {} }');
  await files.set([app]);
  expect(environments()).toEqual(['dev']);
  await files.set([app]);
  expect(reads()).toBe(1);
  write('{ dev: {}, prod: {} }');
  await vi.waitUntil(() => environments().length === 2, WAIT);
  expect(changed).toEqual(['web', 'web']);
});

test('a file that is wrong says so, until it is mended', async () => {
  const { write, files, environments, app } = stage();
  write('[ 1 ]');
  await files.set([app]);
  expect(files.files.get('web')?.problem).toMatchObject({ code: 'config.invalid' });
  write('{ dev: {} }');
  await vi.waitUntil(() => environments().length === 1, WAIT);
  expect(files.files.get('web')?.problem).toBeUndefined();
});

test('a folder that is not there yet is found when it is', async () => {
  const { directory, write, files, environments, app } = stage();
  rmSync(directory, { recursive: true });
  await files.set([app]);
  expect(files.files.get('web')?.problem).toMatchObject({ code: 'config.missing' });
  mkdirSync(directory);
  write('{ dev: {} }');
  await vi.waitUntil(() => environments().length === 1, WAIT);
}, 20_000);

test('an app that is removed is watched no more', async () => {
  const { write, files, app } = stage();
  write('{ dev: {} }');
  await files.set([app]);
  await files.set([]);
  expect(files.files.size).toBe(0);
});
