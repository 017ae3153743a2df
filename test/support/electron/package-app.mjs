// @ts-check
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, Platform } from 'electron-builder';
import { parse } from 'yaml';

const CHECKOUT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Packages what `npm run build` made, as electron-builder.yml says, for Linux. With the stand-in runtime three things differ:
 * the runtime itself, what its older Node and SQLite need before the app starts, and a fuse that it does not have.
 * @param {import('./provide-electron.mjs').ProvidedElectron} electron
 * @param {string} output folder
 * @param {readonly ('dir' | 'deb')[]} targets
 * @returns {Promise<{ unpacked: string, files: string[] }>} folder of the app, and the files made besides
 */
export async function packageApp(electron, output, targets = ['dir']) {
  const work = mkdtempSync(join(tmpdir(), 'twinberth-package-'));
  const config = join(work, 'electron-builder.json');
  try {
    writeFileSync(config, JSON.stringify(configFor(electron, output, work)));
    // Where Electron cannot be downloaded, neither can electron-builder's tools, which come from the same place.
    if (electron.kind === 'stand-in')
      process.env['CUSTOM_FPM_PATH'] ??= join(import.meta.dirname, 'fpm-for-deb.mjs');
    const files = await build({
      projectDir: CHECKOUT,
      targets: Platform.LINUX.createTarget([...targets]),
      publish: 'never',
      config,
    });
    return { unpacked: join(output, 'linux-unpacked'), files };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * @param {import('./provide-electron.mjs').ProvidedElectron} electron
 * @param {string} output
 * @param {string} work
 */
function configFor({ kind, folder, version }, output, work) {
  const config = parse(readFileSync(join(CHECKOUT, 'electron-builder.yml'), 'utf8'));
  Object.assign(config.directories, { output });
  Object.assign(config, { electronVersion: version, electronDist: folder });
  if (kind === 'official') return config;
  config.electronDist = copyRuntime(folder, join(work, 'runtime'));
  config.files.push({ from: 'test/support/electron/standin', to: 'standin' });
  config.extraMetadata.main = 'standin/start-packaged.cjs';
  delete config.electronFuses.grantFileProtocolExtraPrivileges;
  return config;
}

/**
 * The runtime without our starter: a packaged app starts itself.
 * @param {string} folder
 * @param {string} copy
 */
function copyRuntime(folder, copy) {
  cpSync(folder, copy, { recursive: true });
  rmSync(join(copy, 'resources/app'), { force: true });
  return copy;
}
