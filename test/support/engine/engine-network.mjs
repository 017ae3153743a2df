// @ts-check
import { existsSync, readdirSync, rmdirSync } from 'node:fs';
import { attemptCommand, runCommand } from './run-command.mjs';

/** @typedef {import('./engine-plan.mjs').EnginePlan} EnginePlan */

/** @typedef {Readonly<Record<string, string | undefined>>} Environment in which `ip` is found */

/**
 * Makes the network namespace of a private engine and a cable to it. The engine's bridges and firewall rules stay
 * inside, so they can neither meet those of another engine nor outlive the namespace.
 * @param {EnginePlan} plan
 * @param {Environment} env
 * @returns {{ address: string }} where the engine's published ports can be reached from outside the namespace
 */
export function createEngineNetwork(plan, env) {
  const ip = (/** @type {string} */ command) => runCommand('ip', command.split(' '), env);
  const { here, there } = freeSubnet(plan.id, ip('-4 route show'));
  ip(`netns add ${plan.netns}`);
  ip(`-n ${plan.netns} link set lo up`);
  ip(`link add ${plan.hostLink} type veth peer name ${plan.engineLink} netns ${plan.netns}`);
  ip(`addr add ${here}/30 dev ${plan.hostLink}`);
  ip(`link set ${plan.hostLink} up`);
  ip(`-n ${plan.netns} addr add ${there}/30 dev ${plan.engineLink}`);
  ip(`-n ${plan.netns} link set ${plan.engineLink} up`);
  return { address: there };
}

/**
 * @param {EnginePlan} plan
 * @param {Environment} env
 */
export function removeEngineNetwork(plan, env) {
  attemptCommand('ip', ['link', 'del', plan.hostLink], env);
  attemptCommand('ip', ['netns', 'del', plan.netns], env);
  if (!existsSync('/run/netns') || readdirSync('/run/netns').length > 0) return;
  // The first `ip netns add` on a machine mounts this folder over itself and never takes it down.
  attemptCommand('umount', ['/run/netns']);
  rmdirSync('/run/netns');
}

/**
 * Two addresses of a /30 that no route on this machine names already. 10.213.0.0/16 has 16,384 of them; where the
 * search begins depends on the engine.
 * @param {string} id
 * @param {string} routes
 */
function freeSubnet(id, routes) {
  const first = Number.parseInt(id.slice(0, 4), 16);
  for (let offset = 0; offset < 16_384; offset += 1) {
    const index = (first + offset) % 16_384;
    const base = `10.213.${index >> 6}.`;
    const start = (index & 63) * 4;
    if (!routes.includes(`${base}${start}/30 `))
      return { here: `${base}${start + 1}`, there: `${base}${start + 2}` };
  }
  throw new Error('Every subnet in 10.213.0.0/16 is taken on this machine.');
}
