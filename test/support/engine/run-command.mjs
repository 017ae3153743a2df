// @ts-check
import { spawnSync } from 'node:child_process';

/**
 * Runs a program to its end.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string | undefined>>} [env]
 * @returns {string} what it printed
 * @throws {Error} with the command and what it said, when it fails
 */
export function runCommand(program, args, env = process.env) {
  const result = attemptCommand(program, args, env);
  if (result.ok) return result.output;
  throw new Error(`"${program} ${args.join(' ')}" failed: ${result.reason}`);
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string | undefined>>} [env]
 * @returns {{ ok: true, output: string } | { ok: false, reason: string }}
 */
export function attemptCommand(program, args, env = process.env) {
  const result = spawnSync(program, args, { encoding: 'utf8', env: { ...env, LC_ALL: 'C' } });
  if (result.status === 0) return { ok: true, output: result.stdout };
  return {
    ok: false,
    reason: result.error?.message ?? (result.stderr.trim() || `exit code ${result.status}`),
  };
}
