// @ts-check
import { spawnSync } from 'node:child_process';

const LOOPBACK_ONLY = ['-n', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"'];

/**
 * The command, in a network of its own that has nothing but loopback, where that can be made (Linux, root). Chromium gives up
 * what it is loading whenever an interface of its machine comes or goes (ERR_NETWORK_CHANGED), and every container that
 * starts or ends anywhere on the machine is an interface.
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {[string, readonly string[]]}
 */
export function inOwnNetwork(program, args) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [program, args];
  const possible = spawnSync('unshare', [...LOOPBACK_ONLY, 'true'], { stdio: 'ignore' }).status === 0;
  return possible ? ['unshare', [...LOOPBACK_ONLY, program, ...args]] : [program, args];
}
