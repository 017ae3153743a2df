#!/usr/bin/env node
// The `twinberth` command. Plain JavaScript for any Node from 16 on: it looks for a Node that is new enough, and for the
// program as source (a checkout) or as built (a package), and runs the one with the other.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NEEDED_MAJOR = 24;
const { enableCompileCache } = nodeModule;
const here = dirname(fileURLToPath(import.meta.url));
const program = [join(here, 'main.ts'), join(here, '..', '..', 'dist', 'electron', 'cli', 'main.js')].find(
  (path) => existsSync(path),
);

if (program === undefined) {
  fail('twinberth is not complete: neither its source nor a build of it is here. Run `npm run build`.');
} else if (majorOf(process.versions.node) >= NEEDED_MAJOR) {
  hideTypeStrippingWarning();
  // Halves the time until a command begins; the cache lies in the system's folder for temporary files.
  enableCompileCache?.();
  await import(pathToFileURL(program).href);
} else {
  const node = findNode(here);
  if (node === undefined) {
    fail(
      `twinberth needs Node ${NEEDED_MAJOR} or newer; this is Node ${process.versions.node}. ` +
        'Install it, or run `npm install` in the folder of twinberth, which brings one along.',
    );
  } else {
    runWith(node);
  }
}

/** The Node that the npm package `node` brings, in this folder's node_modules or one above. */
function findNode(from) {
  for (let folder = from; ; folder = dirname(folder)) {
    const home = join(folder, 'node_modules', 'node');
    const binary = join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    if (existsSync(binary) && majorOf(versionIn(home)) >= NEEDED_MAJOR) return binary;
    if (dirname(folder) === folder) return undefined;
  }
}

function versionIn(home) {
  try {
    return JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version;
  } catch {
    return '0';
  }
}

function majorOf(version) {
  return Number(String(version).split('.')[0]);
}

/** Signals are passed on and the end is passed back, so that nobody sees that there are two processes. */
function runWith(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  const passOn = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, passOn);
  child.on('error', (error) => fail(`${node} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, passOn);
    if (signal) process.kill(process.pid, signal);
    else process.exit(code);
  });
}

/** Node 24.0 to 24.2 warn that running TypeScript is experimental; it is ours to know, not the user's. */
function hideTypeStrippingWarning() {
  const emit = process.emitWarning;
  process.emitWarning = (warning, ...rest) => {
    if (!/type stripping/i.test(String(warning))) emit.call(process, warning, ...rest);
  };
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
