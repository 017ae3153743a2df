// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SetupProblem } from '../setup-problem.mjs';
import { runProgram } from './run-program.mjs';
import { withEngineFor } from './with-engine-for.mjs';

/**
 * Compiles, and runs one script of this checkout with an engine; testEngine() in it says where that is.
 * @param {string} script path without its extension, relative to the checkout
 * @param {readonly string[]} args
 * @param {{ checkout: string, stopped: () => boolean }} run
 * @returns {Promise<number>} its exit code
 */
export async function runScript(script, args, { checkout, stopped }) {
  const file = ['.ts', '.mjs']
    .map((ending) => join(checkout, script + ending))
    .find((path) => existsSync(path));
  if (file === undefined) throw new SetupProblem(`This checkout has no ${script}.ts; is it complete?`);
  const built = await runProgram('tsc', ['-b'], { cwd: checkout });
  if (built !== 0) return built;
  return withEngineFor(true, checkout, (inEngine) =>
    stopped() ? Promise.resolve(130) : inEngine(process.execPath, [file, ...args]),
  );
}
