import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { getCurrentFuseWire, FuseV1Options } from '@electron/fuses';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { askPage } from '../../support/electron/ask-page.ts';
import { desktopEnvironment } from '../../support/electron/launch-desktop.ts';
import { listArchive } from '../../support/electron/list-archive.ts';
import { packageApp } from '../../support/electron/package-app.mjs';
import { provideDisplay } from '../../support/electron/provide-display.mjs';
import { provideElectron } from '../../support/electron/provide-electron.mjs';
import { openWorkshop } from '../../support/workshop.ts';
import { freshHome } from './open-desktop.ts';

/*
 * A packaged Linux build, made and started. With the stand-in runtime it is that runtime which is packaged: what is packed
 * and that it starts is shown; that better-sqlite3 works inside of it is shown with this checkout's Node only.
 */

const electron = provideElectron();
const output = mkdtempSync(join(tmpdir(), 'twinberth-packages-'));
let app = '';

let deb = '';

beforeAll(async () => {
  const made = await packageApp(electron, output, ['deb']);
  app = made.unpacked;
  deb = made.files.find((file) => file.endsWith('.deb')) ?? '';
});

afterAll(() => rmSync(output, { recursive: true, force: true }));

test('the package holds what is needed and nothing else', () => {
  const unpacked = join(app, 'resources/app.asar.unpacked');
  const files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' });
  expect(files.filter((file) => file.endsWith('.node'))).toEqual([
    `node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`,
  ]);
  expect(readdirSync(join(unpacked, 'node_modules'))).toEqual(['better-sqlite3']);
  expect(files).toContain('dist/desktop/cli.mjs');
  expect(files).toContain('dist/renderer/index.html');
  const archived = listArchive(join(app, 'resources/app.asar'));
  expect(archived).toEqual(expect.arrayContaining(['dist/desktop/main.cjs', 'dist/desktop/preload.cjs']));
  const places = new Set(archived.map((file) => file.split('/').slice(0, 2).join('/')));
  const expected = [
    'LICENSE',
    'package.json',
    'dist/desktop',
    'dist/renderer',
    'node_modules/better-sqlite3',
  ];
  expect([...places].filter((place) => !place.startsWith('standin/')).toSorted()).toEqual(
    expected.toSorted(),
  );
  // The interface speaks English only.
  expect(readdirSync(join(app, 'locales'))).toEqual(['en-US.pak']);
  accessSync(join(app, 'bin/twinberth'), constants.X_OK);
  expect(statSync(join(app, 'twinberth-desktop')).mode & 0o111).not.toBe(0);
});

test('its fuses leave an attacker as little as the command line allows', async () => {
  const wire = await getCurrentFuseWire(join(app, 'twinberth-desktop'));
  // ASCII of '1' (on), '0' (off) and 'r' (removed): https://github.com/electron/fuses
  const state = (fuse: FuseV1Options) => String.fromCharCode(Number(wire[fuse]));
  expect(state(FuseV1Options.OnlyLoadAppFromAsar)).toBe('1');
  expect(state(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe('0');
  expect(state(FuseV1Options.EnableNodeCliInspectArguments)).toBe('0');
  expect(state(FuseV1Options.EnableCookieEncryption)).toBe('1');
  // The `twinberth` command is Electron's own Node.
  expect(state(FuseV1Options.RunAsNode)).toBe('1');
});

test('it starts, and shows the board', async () => {
  await expectBoard(app);
});

test('the Debian package puts everything in its place, and what it installs starts', async () => {
  const root = join(output, 'root');
  const unpacked = spawnSync('dpkg-deb', ['-R', deb, root], { encoding: 'utf8' });
  expect(unpacked.stderr).toBe('');
  const entry = readFileSync(join(root, 'usr/share/applications/twinberth-desktop.desktop'), 'utf8');
  expect(entry).toContain('\nExec=/opt/Twinberth/twinberth-desktop %U\n');
  expect(entry).toContain('\nMimeType=x-scheme-handler/twinberth;\n');
  expect(entry).toContain('\nIcon=twinberth-desktop\n');
  accessSync(join(root, 'usr/share/icons/hicolor/256x256/apps/twinberth-desktop.png'));
  expect(readFileSync(join(root, 'usr/bin/twinberth'), 'utf8')).toContain(
    'exec /opt/Twinberth/bin/twinberth "$@"',
  );
  accessSync(join(root, 'usr/bin/twinberth'), constants.X_OK);
  accessSync(join(root, 'opt/Twinberth/bin/twinberth'), constants.X_OK);
  const control = readFileSync(join(root, 'DEBIAN/control'), 'utf8');
  expect(control).toMatch(/^Package: twinberth$/m);
  expect(control).toMatch(/^Depends: .*libgtk-3-0/m);
  await expectBoard(join(root, 'opt/Twinberth'));
});

test('it builds: the thread that reads build contexts is found in the package', async () => {
  const shop = await openWorkshop();
  onTestFinished(() => shop.remove());
  await shop.configure({});
  await shop.core.apps.add(shop.folder);
  const port = await startPackaged(app, shop.env);
  const call = (name: string, input: object) =>
    askPage(port, `window.twinberth?.call(${JSON.stringify(name)}, ${JSON.stringify(input)})`);
  await expect
    .poll(() => call('releases.build', { app: shop.app }), { timeout: 20_000 })
    .toMatchObject({ ok: true });
  await expect
    .poll(() => shop.core.releases.list(shop.app).map(({ version }) => version), { timeout: 60_000 })
    .toEqual([1]);
});

test('the command line in it works, with the SQLite that is packed beside it', async () => {
  const env = await freshHome();
  const cli = join(app, 'resources/app.asar.unpacked/dist/desktop/cli.mjs');
  const command = electron.kind === 'official' ? [join(app, 'bin/twinberth')] : [process.execPath, cli];
  const run = (...words: string[]) => {
    const [program = '', ...args] = [...command, ...words];
    return spawnSync(program, args, {
      encoding: 'utf8',
      cwd: '/',
      env: { PATH: process.env['PATH'], ...env },
    });
  };
  expect(run('--version').stdout).toContain('twinberth 0.1.0');
  const listed = run('env', 'ls', '--json');
  expect(listed.stderr).toBe('');
  expect(JSON.parse(listed.stdout)).toBeDefined();
});

/** Starts the app of a folder, and waits until its window shows the board of a house that answers. */
async function expectBoard(folder: string): Promise<void> {
  const port = await startPackaged(folder, await freshHome());
  const shown = () =>
    askPage(port, '[location.href, document.querySelector("main h1")?.textContent ?? null]');
  await expect.poll(shown, { timeout: 20_000 }).toEqual(['app://twinberth/#/board', expect.any(String)]);
  const answer = await askPage(port, 'window.twinberth.call("house.get", {})');
  expect(answer).toMatchObject({ ok: true, value: { placements: [] } });
}

/** Starts the app of a folder; resolves with the port of its debugging protocol. It ends with the test. */
async function startPackaged(folder: string, env: Readonly<Record<string, string>>): Promise<number> {
  const display = await provideDisplay();
  const child = spawn(
    join(folder, 'twinberth-desktop'),
    ['--no-sandbox', '--disable-gpu', '--remote-debugging-port=0'],
    { env: desktopEnvironment(display.name, env), stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    await display.release();
  });
  const said: string[] = [];
  return new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      const found = /^DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(line)?.[1];
      if (found !== undefined) resolve(Number(found));
    });
    void ended.then(() => reject(new Error(said.join('\n'))));
  });
}
