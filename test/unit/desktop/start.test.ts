import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { chooseFace } from '../../../electron/start/choose-face.mjs';
import { findElectron } from '../../../electron/start/find-electron.mjs';
import { isBuilt } from '../../../electron/start/is-built.mjs';

const machine = {
  platform: 'linux' as NodeJS.Platform,
  env: { DISPLAY: ':0' } as Record<string, string>,
  root: false,
  args: [] as string[],
  electron: () => ({ program: '/electron' }),
};
const unasked = () => {
  throw new Error('nothing was to be downloaded');
};

describe('npm start', () => {
  test('opens the desktop app', () => {
    expect(chooseFace(machine)).toEqual({ kind: 'desktop', program: '/electron' });
    expect(chooseFace({ ...machine, env: { WAYLAND_DISPLAY: 'wayland-0' } }).kind).toBe('desktop');
    expect(chooseFace({ ...machine, platform: 'darwin', env: {}, root: true }).kind).toBe('desktop');
  });

  test('serves the browser where there is no screen, and downloads nothing for it', () => {
    const face = chooseFace({ ...machine, env: {}, electron: unasked });
    expect(face).toMatchObject({ kind: 'browser', why: expect.stringContaining('no screen') as string });
  });

  test('serves the browser for root, unless told to do without the sandbox', () => {
    expect(chooseFace({ ...machine, root: true, electron: unasked }).kind).toBe('browser');
    expect(chooseFace({ ...machine, root: true, args: ['--no-sandbox'] }).kind).toBe('desktop');
  });

  test('says why Electron cannot be had, and how to name another', () => {
    const face = chooseFace({ ...machine, electron: () => ({ problem: 'its download failed (ENOTFOUND)' }) });
    expect(face.kind).toBe('browser');
    expect('why' in face ? face.why : '').toMatch(/ENOTFOUND.*ELECTRON_OVERRIDE_DIST_PATH/);
  });
});

test('the Electron that is named is used, or said not to be there', () => {
  const folder = makeFolder();
  const env = { ELECTRON_OVERRIDE_DIST_PATH: folder };
  expect(findElectron('/nowhere', env)).toEqual({ problem: `${join(folder, 'electron')} is not there` });
  writeFileSync(join(folder, 'electron'), '');
  expect(findElectron('/nowhere', env)).toEqual({ program: join(folder, 'electron') });
});

describe('a checkout is built', () => {
  const long = new Date(1_600_000_000_000);
  const later = new Date(1_600_000_100_000);
  const put = (file: string, at: Date) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
    utimesSync(file, at, at);
    for (let folder = dirname(file); folder.length > tmpdir().length; folder = dirname(folder))
      utimesSync(folder, long, long);
  };

  test('when all that a build makes is there, and younger than its source', () => {
    const checkout = makeFolder();
    put(join(checkout, 'electron/main/main.ts'), long);
    expect(isBuilt(checkout)).toBe(false);
    put(join(checkout, 'dist/renderer/index.html'), later);
    expect(isBuilt(checkout)).toBe(false);
    put(join(checkout, 'dist/desktop/package.json'), later);
    expect(isBuilt(checkout)).toBe(true);
    put(join(checkout, 'shared/model/new.ts'), new Date(1_600_000_200_000));
    expect(isBuilt(checkout)).toBe(false);
  });
});

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'twinberth-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
