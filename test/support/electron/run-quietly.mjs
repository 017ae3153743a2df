// @ts-check
import { spawnSync } from 'node:child_process';
import { SetupProblem } from '../setup-problem.mjs';

/**
 * Runs a program to its end and shows what it said only when it failed.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number }} [options] timeout in milliseconds
 * @returns {string} what it printed
 */
export function runQuietly(program, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', ...options });
  if (status === 0) return stdout;
  const why = error?.message ?? `it ended with ${status}: ${stderr.trim() || stdout.trim()}`;
  throw new SetupProblem(`"${program} ${args.join(' ')}" failed: ${why}`);
}
