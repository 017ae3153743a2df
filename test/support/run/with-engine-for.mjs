// @ts-check
import { provideEngine } from '../engine/provide-engine.mjs';
import { runProgram } from './run-program.mjs';

/** @typedef {(program: string, args: readonly string[]) => Promise<number>} RunInEngine */

/**
 * Does something while an engine is there, and removes it (or what was made on it) however that ends.
 * @template T
 * @param {boolean} needed false: no engine is looked for, and `inEngine` must not be called
 * @param {string} checkout
 * @param {(inEngine: RunInEngine, engine: import('../engine/provide-engine.mjs').ProvidedEngine | undefined) => Promise<T>} action
 *   gets a way to run programs where the engine's published ports are at 127.0.0.1 and which finds it in its environment
 * @returns {Promise<T>}
 */
export async function withEngineFor(needed, checkout, action) {
  if (!needed) return action(() => Promise.reject(new Error('no engine was asked for')), undefined);
  const engine = await provideEngine({ log: (line) => console.error(`[engine] ${line}`) });
  try {
    const env = { ...process.env, ...engineEnvironment(engine) };
    return await action((program, args) => {
      const [first = program, ...rest] = [...engine.enter, program, ...args];
      return runProgram(first, rest, { cwd: checkout, env });
    }, engine);
  } finally {
    await engine.release();
  }
}

/** @param {import('../engine/provide-engine.mjs').ProvidedEngine} engine */
function engineEnvironment({ endpoint, address, run, enter, packages }) {
  return {
    TWINBERTH_TEST_ENGINE: endpoint,
    TWINBERTH_TEST_ADDRESS: enter.length > 0 ? '127.0.0.1' : address,
    TWINBERTH_RUN: run,
    TWINBERTH_PROVIDED: '1',
    ...(packages === undefined ? {} : { TWINBERTH_TEST_PACKAGES: packages }),
  };
}
