// @ts-check
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fetchPackage } from '../fixtures/fetch-package.mjs';
import { libraryFolders } from '../fixtures/linked-libraries.mjs';

/**
 * Environment in which `dockerd`, `containerd`, `runc`, `ip` and `iptables` can be run: the installed ones, or those of
 * Debian's docker.io package, unpacked into a folder. Installing the package would start a second, system-wide engine.
 * @param {string} cache folder for downloaded packages
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {{ env: Record<string, string | undefined>, unpacked: boolean }}
 */
export function findEnginePrograms(cache, env) {
  const searched = withSystemFolders(env);
  const missing = ['dockerd', 'containerd', 'runc', 'iptables'].filter(
    (name) => !isOnPath(name, searched['PATH']),
  );
  if (missing.length === 0) return { env: searched, unpacked: false };
  const root = fetchPackage('docker.io', cache);
  const links = linkAlternatives(root, join(cache, 'docker.io', 'bin'));
  const folders = ['usr/bin', 'usr/sbin', 'bin', 'sbin'].map((folder) => join(root, folder));
  return {
    unpacked: true,
    env: {
      ...searched,
      PATH: [...folders, links, searched['PATH']].join(delimiter),
      LD_LIBRARY_PATH: libraryFolders(root).join(delimiter),
      ...xtablesFolder(root),
    },
  };
}

/**
 * Which of several implementations `iptables` is, is decided when the package is installed; unpacked, it has no such name.
 * @param {string} root
 * @param {string} folder
 */
function linkAlternatives(root, folder) {
  mkdirSync(folder, { recursive: true });
  const program = join(root, 'usr/sbin/xtables-nft-multi');
  for (const name of [
    'iptables',
    'ip6tables',
    'iptables-save',
    'ip6tables-save',
    'iptables-restore',
    'ip6tables-restore',
  ])
    if (existsSync(program) && !existsSync(join(folder, name))) symlinkSync(program, join(folder, name));
  return folder;
}

/** @param {string} root */
function xtablesFolder(root) {
  const found = libraryFolders(root).find((folder) => existsSync(join(folder, 'xtables')));
  return found === undefined ? {} : { XTABLES_LIBDIR: join(found, 'xtables') };
}

/**
 * The folders of system programs are not on everybody's PATH, and engine settings meant for other engines are dropped.
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {Record<string, string | undefined>}
 */
function withSystemFolders(env) {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('DOCKER_'));
  const path = [env['PATH'] ?? '', '/usr/local/sbin', '/usr/sbin', '/sbin'].filter((folder) => folder !== '');
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter) };
}

/**
 * @param {string} name
 * @param {string | undefined} path
 */
function isOnPath(name, path) {
  return (path ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, name)));
}
