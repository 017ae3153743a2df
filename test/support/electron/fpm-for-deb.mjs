#!/usr/bin/env node
// @ts-check
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/*
 * As much of fpm (the program with which electron-builder makes Debian packages) as electron-builder asks of it, on Debian's
 * own dpkg-deb: for machines that cannot reach the place from which electron-builder downloads fpm. It packs quickly and not
 * small.
 */

const { options, mappings } = readArguments(process.argv.slice(2));
const one = (/** @type {string} */ name) => options.get(name)?.[0] ?? '';
const root = mkdtempSync(join(tmpdir(), 'twinberth-deb-'));
try {
  for (const [from, to] of mappings) place(from, join(root, to));
  mkdirSync(join(root, 'DEBIAN'));
  writeFileSync(join(root, 'DEBIAN/control'), control());
  script('--after-install', 'postinst');
  script('--after-remove', 'postrm');
  const args = ['--root-owner-group', '-Zgzip', '-z1', '--build', root, one('--package')];
  const built = spawnSync('dpkg-deb', args, { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.error?.message ?? built.stderr);
} finally {
  rmSync(root, { recursive: true, force: true });
}

/**
 * `--name value` or `-d value`, and `source=target` for what goes where; `--force` has no value.
 * @param {readonly string[]} args
 */
function readArguments(args) {
  /** @type {Map<string, string[]>} */
  const options = new Map();
  /** @type {[string, string][]} */
  const mappings = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '--force') continue;
    if (arg.startsWith('-')) options.set(arg, [...(options.get(arg) ?? []), args[++index] ?? '']);
    else mappings.push([arg.slice(0, arg.lastIndexOf('=')), arg.slice(arg.lastIndexOf('=') + 1)]);
  }
  if (options.get('-t')?.[0] !== 'deb') throw new Error('this makes Debian packages only');
  return { options, mappings };
}

/**
 * @param {string} from a file, or a folder whose content is meant when it ends with a slash
 * @param {string} to
 */
function place(from, to) {
  const target = from.endsWith('/') || !statSync(from).isDirectory() ? to : join(to, from);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(resolve(from), target, { recursive: true, preserveTimestamps: true });
}

function control() {
  const fields = {
    Package: one('--name'),
    Version: one('--version'),
    Architecture: one('--architecture'),
    Maintainer: one('--maintainer'),
    Depends: (options.get('-d') ?? []).join(', '),
    Recommends: (options.get('--deb-recommends') ?? []).join(', '),
    Homepage: one('--url'),
    Priority: one('--deb-priority'),
    Description: one('--description'),
  };
  const given = Object.entries(fields).filter(([, value]) => value !== '');
  return `${given.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`;
}

/**
 * @param {string} option
 * @param {string} name
 */
function script(option, name) {
  if (one(option) === '') return;
  cpSync(one(option), join(root, 'DEBIAN', name));
  chmodSync(join(root, 'DEBIAN', name), 0o755);
}
