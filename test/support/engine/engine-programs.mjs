// @ts-check
import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fetchPackage } from '../fixtures/fetch-package.mjs';
import { libraryFolders } from '../fixtures/linked-libraries.mjs';

/** What a private engine needs, and the Debian package that has it. */
const PROGRAMS = [
  { program: 'dockerd', from: 'docker.io' },
  { program: 'containerd', from: 'docker.io' },
  { program: 'runc', from: 'docker.io' },
  { program: 'iptables', from: 'docker.io' },
  { program: 'ip', from: 'iproute2' },
];

/**
 * Unpacks what this machine lacks to run an engine. Installing docker.io would start a second, system-wide engine.
 * @param {string} cache folder for downloaded packages
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string[]} the packages that were unpacked, or had been before
 */
export function fetchEnginePrograms(cache, env) {
  const path = withSystemFolders(env)['PATH'] ?? '';
  const missing = PROGRAMS.filter(({ program }) => !isOnPath(program, path));
  const packages = [...new Set(missing.map(({ from }) => from))];
  for (const name of packages) linkAlternatives(fetchPackage(name, cache));
  return packages;
}

/**
 * The environment in which those programs are found: this machine's own ones, after what was unpacked.
 * @param {string} cache
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {Record<string, string | undefined>}
 */
export function engineEnvironment(cache, env) {
  const system = withSystemFolders(env);
  const roots = ['docker.io', 'iproute2']
    .map((name) => join(cache, name, 'root'))
    .filter((root) => existsSync(root));
  if (roots.length === 0) return system;
  const folders = roots.flatMap((root) =>
    ['usr/sbin', 'usr/bin', 'sbin', 'bin'].map((folder) => join(root, folder)),
  );
  const libraries = roots.flatMap((root) => libraryFolders(root));
  const xtables = libraries.map((folder) => join(folder, 'xtables')).find((folder) => existsSync(folder));
  return {
    ...system,
    PATH: [...folders, system['PATH']].join(delimiter),
    LD_LIBRARY_PATH: libraries.join(delimiter),
    ...(xtables === undefined ? {} : { XTABLES_LIBDIR: xtables }),
  };
}

/**
 * Which of several programs `iptables` is, is decided when its package is installed; unpacked, nothing has that name.
 * @param {string} root
 */
function linkAlternatives(root) {
  const folder = join(root, 'usr/sbin');
  if (!existsSync(join(folder, 'xtables-nft-multi'))) return;
  for (const family of ['iptables', 'ip6tables'])
    for (const name of [family, `${family}-save`, `${family}-restore`])
      if (!readdirSync(folder).includes(name)) symlinkSync('xtables-nft-multi', join(folder, name));
}

/**
 * The folders of system programs are not on everybody's PATH, and settings meant for other engines are dropped.
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {Record<string, string | undefined>}
 */
function withSystemFolders(env) {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('DOCKER_'));
  const path = [env['PATH'] ?? '', '/usr/local/sbin', '/usr/sbin', '/sbin'].filter((folder) => folder !== '');
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter) };
}

/**
 * @param {string} program
 * @param {string} path
 */
function isOnPath(program, path) {
  return path.split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));
}
