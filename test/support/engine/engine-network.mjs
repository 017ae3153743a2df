// @ts-check
import { existsSync, rmdirSync } from 'node:fs';
import { attemptCommand, runCommand } from './run-command.mjs';

/** @typedef {import('./engine-plan.mjs').EnginePlan} EnginePlan */

/**
 * Makes the network namespace of a private engine and a cable to it. The engine's bridges and firewall rules stay
 * inside, so they can neither meet those of another engine nor outlive the namespace.
 * @param {EnginePlan} plan
 * @returns {{ address: string }} where the engine's published ports can be reached from outside the namespace
 */
export function createEngineNetwork(plan) {
  const { here, there } = freeSubnet(plan.id);
  runCommand('ip', ['netns', 'add', plan.netns]);
  const inside = ['-n', plan.netns];
  runCommand('ip', [...inside, 'link', 'set', 'lo', 'up']);
  runCommand('ip', [
    'link',
    'add',
    plan.hostLink,
    'type',
    'veth',
    'peer',
    'name',
    plan.engineLink,
    'netns',
    plan.netns,
  ]);
  runCommand('ip', ['addr', 'add', `${here}/30`, 'dev', plan.hostLink]);
  runCommand('ip', ['link', 'set', plan.hostLink, 'up']);
  runCommand('ip', [...inside, 'addr', 'add', `${there}/30`, 'dev', plan.engineLink]);
  runCommand('ip', [...inside, 'link', 'set', plan.engineLink, 'up']);
  return { address: there };
}

/** @param {EnginePlan} plan */
export function removeEngineNetwork(plan) {
  attemptCommand('ip', ['link', 'del', plan.hostLink]);
  attemptCommand('ip', ['netns', 'del', plan.netns]);
  // The first `ip netns add` on a machine mounts this folder over itself and never takes it down.
  if (netnsFolderIsEmpty()) attemptCommand('umount', ['/run/netns']);
  try {
    rmdirSync('/run/netns');
  } catch {
    // Somebody else's namespaces are in it, or it never was there.
  }
}

function netnsFolderIsEmpty() {
  const list = attemptCommand('ip', ['netns', 'list']);
  return existsSync('/run/netns') && list.ok && list.output.trim() === '';
}

/**
 * Two addresses of a /30 that no route on this machine covers already, apart from the default one. 10.213.0.0/16 has
 * 16,384 of them; where the search begins depends on the engine.
 * @param {string} id
 */
function freeSubnet(id) {
  const routes = runCommand('ip', ['-4', 'route', 'show']);
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
