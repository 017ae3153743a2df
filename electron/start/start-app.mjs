// @ts-check
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { chooseFace } from './choose-face.mjs';
import { findElectron } from './find-electron.mjs';
import { isBuilt } from './is-built.mjs';

/** A desktop app that ends so soon has not shown a window: a missing library, or a sandbox that the system forbids. */
const SOON_MS = 5_000;

/**
 * What `npm start` does in a checkout whose packages are installed: builds what is missing or older than its source, and
 * opens the desktop app; where no Electron can be had, says so and serves the same interface to the browser.
 * @param {string} checkout
 * @param {readonly string[]} args for the app
 * @returns {Promise<number>} exit code
 */
export async function startApp(checkout, args) {
  if (!isBuilt(checkout)) {
    console.error('Building what is missing.');
    const [program, ...first] = npmCommand(process.env);
    const built = await run(program, [...first, 'run', '--silent', 'build'], checkout);
    if (built !== 0) return built;
  }
  const face = chooseFace({
    platform: process.platform,
    env: process.env,
    root: process.getuid?.() === 0,
    args,
    electron: () => findElectron(checkout, process.env),
  });
  if (face.kind === 'desktop') {
    const begun = performance.now();
    const ended = await run(face.program, [checkout, ...args], checkout);
    if (ended === 0 || performance.now() - begun > SOON_MS) return ended;
    console.error(`The desktop app ended at once (${ended}); what it said is above.`);
  } else console.error(face.why);
  console.error('The same interface is served to your browser instead.');
  const command = join(checkout, 'electron/cli/twinberth.mjs');
  return run(process.execPath, [command, 'serve', '--port', '0', '--open'], checkout);
}

/**
 * npm says where its own script lies to whatever it runs. Its name alone starts nothing on Windows, where it is a batch file.
 * @param {NodeJS.ProcessEnv} env
 * @returns {[string, ...string[]]}
 */
function npmCommand({ npm_execpath: script }) {
  return script === undefined ? ['npm'] : [process.execPath, script];
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {Promise<number>}
 */
function run(program, args, cwd) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, stdio: 'inherit' });
    const passOn = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    const signals = /** @type {const} */ (['SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, passOn);
    // A terminal tells the child about Ctrl-C itself; this process only waits for it.
    const wait = () => undefined;
    process.on('SIGINT', wait);
    const ended = (/** @type {number} */ code) => {
      for (const signal of signals) process.off(signal, passOn);
      process.off('SIGINT', wait);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`);
      ended(127);
    });
    child.once('exit', (code, signal) => ended(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}
