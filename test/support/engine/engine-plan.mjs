// @ts-check
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupProblem } from '../setup-problem.mjs';

/**
 * Every name that a private engine uses, derived from its folder alone, so that whoever stops it needs nothing else.
 * @typedef {object} EnginePlan
 * @property {string} id
 * @property {string} folder holds everything that is a file
 * @property {string} packages folder for downloaded packages
 * @property {string} endpoint
 * @property {string} socket
 * @property {string} containerdSocket
 * @property {string} netns name of its network namespace
 * @property {string} hostLink this side of the cable into the namespace
 * @property {string} engineLink
 * @property {string} cgroupParent
 */

/** Linux refuses socket paths longer than this (sun_path in unix(7), less the final zero). */
const SOCKET_PATH_MAX = 107;

/**
 * @param {string} folder absolute path
 * @returns {EnginePlan}
 */
export function enginePlan(folder) {
  const id = createHash('sha256').update(folder).digest('hex').slice(0, 8);
  const containerdSocket = join(folder, 'containerd', 'containerd.sock');
  if (Buffer.byteLength(`${containerdSocket}.ttrpc`) > SOCKET_PATH_MAX)
    throw new SetupProblem(
      `The folder ${folder} is too long for a socket in it; name a shorter one in TWINBERTH_TEST_STATE.`,
    );
  return {
    id,
    folder,
    packages: join(folder, 'packages'),
    endpoint: `unix://${join(folder, 'docker.sock')}`,
    socket: join(folder, 'docker.sock'),
    containerdSocket,
    netns: `twinberth-${id}`,
    hostLink: `tb${id}h`,
    engineLink: `tb${id}e`,
    cgroupParent: `twinberth-${id}`,
  };
}

/**
 * The folder of the private engine that belongs to a checkout. Two checkouts never share one.
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {string} checkout
 */
export function stateFolder(env, checkout) {
  const named = env['TWINBERTH_TEST_STATE'];
  if (named !== undefined && named !== '') return named;
  const key = createHash('sha256').update(checkout).digest('hex').slice(0, 8);
  return join(tmpdir(), `twinberth-test-${key}`);
}
