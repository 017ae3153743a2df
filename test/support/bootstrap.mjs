// @ts-check
import { realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findChromium, NO_CHROMIUM } from './browser/find-chromium.mjs';
import { startApp } from '../../electron/start/start-app.mjs';
import { startDemo } from './demo/start-demo.mjs';
import { prepareDesktop } from './electron/prepare-desktop.mjs';
import { chooseEngine } from './engine/choose-engine.mjs';
import { pingEngine } from './engine/engine-call.mjs';
import { cleanUp } from './run/clean-up.mjs';
import { installCheckout } from './run/install-checkout.mjs';
import { nodeBinary } from './run/is-installed.mjs';
import { passSignalOn, runProgram } from './run/run-program.mjs';
import { runScript } from './run/run-script.mjs';
import { runSuites } from './run/run-suites.mjs';
import { needsBrowser, pickSuites } from './run/suites.mjs';
import { SetupProblem } from './setup-problem.mjs';

/*
 * Where `npm start`, `npm test`, `npm run demo` and `npm run bench` begin. On a fresh machine this runs before anything is installed,
 * on whatever Node the system has: this file and all it imports use nothing but Node 18's built-ins.
 */

const USAGE = `node test/support/bootstrap.mjs start [ARGUMENT…] | test [SUITE…] | demo [--clean] | bench [ARGUMENT…] | pictures`;
const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));
const OLDEST_NODE = 18;

let interrupted = false;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, () => {
    interrupted = true;
    // A terminal has told every process in the foreground about Ctrl-C already.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) passSignalOn(signal);
  });

try {
  const exitCode = await main(process.argv.slice(2));
  process.exitCode = interrupted ? 130 : exitCode;
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
async function main(args) {
  const [what = '', ...rest] = args;
  if (!['start', 'test', 'demo', 'bench', 'pictures'].includes(what)) {
    console.error(USAGE);
    return 2;
  }
  if (what === 'demo' && rest.includes('--clean')) return cleanUp(CHECKOUT);
  await checkMachine(what, rest);
  const installed = await installCheckout(CHECKOUT);
  if (installed !== 0) return installed;
  const node = nodeBinary(CHECKOUT);
  if (realpathSync(process.execPath) !== realpathSync(node))
    return runProgram(node, [fileURLToPath(import.meta.url), ...args], {
      cwd: CHECKOUT,
      env: withBinaries(),
    });
  Object.assign(process.env, withBinaries());
  const run = { checkout: CHECKOUT, stopped: () => interrupted };
  if (what === 'start') return startApp(CHECKOUT, rest);
  if (what === 'demo') return startDemo(run);
  if (what === 'bench' && measuresDesktop(rest))
    prepareDesktop({ env: process.env, log: (line) => console.error(`[electron] ${line}`) });
  if (what === 'bench') return runScript('test/bench/run-bench', rest, run);
  if (what === 'pictures') return runScript('test/support/pictures/make-pictures', rest, run);
  return runSuites(rest, run);
}

/**
 * Whether one of the benches starts the desktop app.
 * @param {readonly string[]} rest
 */
function measuresDesktop(rest) {
  const { positionals } = parseArgs({
    args: [...rest],
    options: { json: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  });
  return positionals.length === 0 || positionals.includes('memory');
}

/**
 * Says at once what is missing, and not after minutes of installing.
 * @param {string} what
 * @param {readonly string[]} rest
 */
async function checkMachine(what, rest) {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE)
    throw new SetupProblem(
      `Node ${OLDEST_NODE} or later is needed to begin with; this is ${process.version}.`,
    );
  if (what === 'start') return;
  const root = process.getuid?.() === 0;
  const picked = what === 'test' ? pick(rest) : [];
  if (what !== 'test' || picked.some((suite) => suite.kind === 'suite' && suite.needsEngine))
    await chooseEngine({ env: process.env, platform: process.platform, root, ping: pingEngine });
  if ((what === 'pictures' || needsBrowser(picked)) && findChromium(process.env) === undefined && !root)
    throw new SetupProblem(NO_CHROMIUM);
}

/** @param {readonly string[]} names */
function pick(names) {
  try {
    return pickSuites(names);
  } catch (error) {
    throw new SetupProblem(/** @type {Error} */ (error).message);
  }
}

/** The checkout's own programs come first, Node among them. */
function withBinaries() {
  const path = [join(CHECKOUT, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter);
  return { ...process.env, PATH: path };
}
