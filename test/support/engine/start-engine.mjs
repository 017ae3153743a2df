// @ts-check
import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SetupProblem } from '../setup-problem.mjs';
import { mountCgroups } from './engine-cgroups.mjs';
import { pingEngine } from './engine-call.mjs';
import { createEngineNetwork } from './engine-network.mjs';
import { engineProcesses } from './engine-processes.mjs';
import { enginePlan } from './engine-plan.mjs';
import { engineEnvironment, fetchEnginePrograms } from './engine-programs.mjs';
import { attemptCommand } from './run-command.mjs';
import { readRecord, writeRecord } from './engine-record.mjs';
import { removeEngine } from './stop-engine.mjs';

/** What dockerd, containerd and mount leave outside the folders they are given; what a path holds comes before it. */
const STRAY_PATHS = [
  '/etc/docker/key.json',
  '/etc/docker',
  '/etc/cni',
  '/opt/containerd',
  '/run/containerd/s',
  '/run/containerd',
  '/run/docker/plugins',
  '/run/docker',
  '/run/mount/utab',
  '/run/mount/utab.lock',
  '/run/mount',
];
const START_TIME_LIMIT_MS = 60_000;

/**
 * Starts a Docker Engine of our own, with everything it writes in one folder and its network in a namespace; or finds
 * that it runs already. The caller holds the lock of the folder.
 * @param {string} folder absolute path; it need not exist
 * @param {{ log: (line: string) => void, packages?: string | undefined }} options packages: a folder of downloaded ones to use
 * @returns {Promise<import('./engine-record.mjs').EngineRecord>}
 */
export async function startEngine(folder, { log, packages }) {
  const plan = enginePlan(folder);
  const running = await findRunning(plan);
  if (running !== undefined) return running;
  if (existsSync(folder)) {
    log(`removing what an earlier engine left in ${folder}`);
    await removeEngine(folder, { keepPackages: true });
  }
  mkdirSync(plan.packages, { recursive: true, mode: 0o711 });
  if (packages !== undefined) linkPackages(packages, plan.packages);
  const unpacked = fetchEnginePrograms(plan.packages, process.env);
  if (unpacked.length > 0) log(`unpacked from Debian, not installed: ${unpacked.join(', ')}`);
  const env = engineEnvironment(plan.packages, process.env);
  const record = {
    address: '',
    absentBefore: STRAY_PATHS.filter((path) => !existsSync(path)),
    mountedCgroups: mountCgroups(),
  };
  writeRecord(folder, record);
  record.address = createEngineNetwork(plan, env).address;
  writeRecord(folder, record);
  try {
    await startContainerd(plan, env);
    await startDockerd(plan, env);
  } catch (error) {
    await removeEngine(folder, { keepPackages: true });
    throw error;
  }
  log(`private engine at ${plan.endpoint}, its ports at ${record.address}`);
  return record;
}

/**
 * @param {string} from
 * @param {string} to
 */
function linkPackages(from, to) {
  for (const name of readdirSync(from))
    if (!existsSync(join(to, name))) symlinkSync(join(from, name), join(to, name));
}

/** @param {import('./engine-plan.mjs').EnginePlan} plan */
async function findRunning(plan) {
  const record = readRecord(plan.folder);
  if (record === undefined || engineProcesses(plan.folder).length === 0) return undefined;
  return (await pingEngine(plan.endpoint)).answers ? record : undefined;
}

/**
 * Its own containerd: dockerd would otherwise join one that runs on the system already.
 * @param {import('./engine-plan.mjs').EnginePlan} plan
 * @param {Record<string, string | undefined>} env
 */
async function startContainerd(plan, env) {
  const folder = join(plan.folder, 'containerd');
  mkdirSync(folder);
  const config = join(folder, 'config.toml');
  writeFileSync(
    config,
    [
      'version = 2',
      `root = "${join(folder, 'root')}"`,
      `state = "${join(folder, 'state')}"`,
      'disabled_plugins = ["io.containerd.grpc.v1.cri"]',
      `[grpc]\naddress = "${plan.containerdSocket}"`,
      `[plugins."io.containerd.internal.v1.opt"]\npath = "${join(folder, 'opt')}"`,
    ].join('\n'),
  );
  await launch(plan, 'containerd', ['--config', config], env, () =>
    Promise.resolve(existsSync(plan.containerdSocket)),
  );
}

/**
 * @param {import('./engine-plan.mjs').EnginePlan} plan
 * @param {Record<string, string | undefined>} env
 */
async function startDockerd(plan, env) {
  const config = join(plan.folder, 'daemon.json');
  // An explicit file, so that the settings of a system-wide engine do not apply to this one.
  writeFileSync(config, '{}');
  const args = [
    ['--config-file', config],
    ['--data-root', join(plan.folder, 'data')],
    ['--exec-root', join(plan.folder, 'exec')],
    ['--pidfile', join(plan.folder, 'dockerd.pid')],
    ['--host', plan.endpoint],
    ['--containerd', plan.containerdSocket],
    ['--exec-opt', 'native.cgroupdriver=cgroupfs'],
    ['--cgroup-parent', `/${plan.cgroupParent}`],
    ['--storage-driver', storageDriver(plan.folder)],
  ];
  await launch(plan, 'dockerd', args.flat(), env, async () => (await pingEngine(plan.endpoint)).answers);
}

/**
 * overlay2 where a mount of that kind works at this place; vfs copies whole layers but works everywhere.
 * @param {string} folder
 */
function storageDriver(folder) {
  const trial = join(folder, 'overlay-trial');
  for (const name of ['lower', 'upper', 'work', 'merged']) mkdirSync(join(trial, name), { recursive: true });
  const options = ['lower', 'upper', 'work'].map((name) => `${name}dir=${join(trial, name)}`).join(',');
  const mounted = attemptCommand('mount', ['-t', 'overlay', 'overlay', '-o', options, join(trial, 'merged')]);
  if (mounted.ok) attemptCommand('umount', [join(trial, 'merged')]);
  rmSync(trial, { recursive: true, force: true });
  return mounted.ok ? 'overlay2' : 'vfs';
}

/**
 * Starts a daemon inside the network namespace, in a session of its own so that Ctrl-C reaches only us. `nsenter` and
 * not `ip netns exec`, which would mount a fresh /sys without the control groups.
 * @param {import('./engine-plan.mjs').EnginePlan} plan
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Record<string, string | undefined>} env
 * @param {() => Promise<boolean>} ready
 */
async function launch(plan, program, args, env, ready) {
  const logFile = join(plan.folder, `${program}.log`);
  const output = openSync(logFile, 'a');
  const child = spawn('nsenter', [`--net=/run/netns/${plan.netns}`, program, ...args], {
    detached: true,
    stdio: ['ignore', output, output],
    env,
  });
  closeSync(output);
  let failure = '';
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code, signal) => (failure = `it ended with ${code ?? signal}`));
  child.unref();
  const deadline = Date.now() + START_TIME_LIMIT_MS;
  while (!(await ready())) {
    if (Date.now() > deadline) failure ||= `it was not ready after ${START_TIME_LIMIT_MS / 1_000} s`;
    if (failure !== '')
      throw new SetupProblem(
        `The private engine's ${program} did not start: ${failure}\n${lastLines(logFile)}`,
      );
    await pause(50);
  }
}

/** @param {string} file */
function lastLines(file) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
}
