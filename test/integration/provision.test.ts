import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engineMust, pingEngine } from '../support/engine/engine-call.mjs';
import { enginePlan, type EnginePlan } from '../support/engine/engine-plan.mjs';
import { engineEnvironment, fetchEnginePrograms } from '../support/engine/engine-programs.mjs';
import { engineProcesses } from '../support/engine/engine-processes.mjs';
import { leavePrivate, usePrivate } from '../support/engine/provide-engine.mjs';
import { removeRun } from '../support/engine/remove-run.mjs';
import { testEngine } from '../support/test-engine.ts';

const COMMAND = join(import.meta.dirname, '../support/engine/engine-command.mjs');
const given = process.env['TWINBERTH_TEST_PACKAGES'];
const packages = given ?? mkdtempSync(join(tmpdir(), 'twinberth-packages-'));
const quiet = { log: () => undefined, packages };

let plan: EnginePlan;
beforeAll(() => {
  fetchEnginePrograms(packages, process.env);
});
afterAll(() => {
  if (given === undefined) rmSync(packages, { recursive: true });
});
beforeEach(() => {
  plan = enginePlan(mkdtempSync(join(tmpdir(), 'twinberth-second-')));
});
afterEach(async () => {
  await leavePrivate(plan.folder, quiet.log);
});

describe.runIf(process.getuid?.() === 0)('a private engine beside another', () => {
  test('answers, publishes ports at its own address, and goes without a trace', async () => {
    const before = traces();
    const engine = await usePrivate(plan.folder, quiet);
    expect(await pingEngine(engine.endpoint)).toEqual({ answers: true });
    await startServer(engine.endpoint, plan.id, {});
    expect(await fetchWhenThere(`http://${engine.address}:18080/`)).toBe('moored\n');
    expect(JSON.stringify(await containersOf(testEngine().endpoint))).not.toContain(plan.id);
    expect(traces()).not.toEqual(before);

    await engine.release();

    expect(traces()).toEqual(before);
    expect(existsSync(plan.folder)).toBe(false);
    expect(await pingEngine(testEngine().endpoint)).toEqual({ answers: true });
  });

  test('is shared by those who start it at the same time, and kept for the last of them', async () => {
    const [first, second] = await Promise.all([command('start'), command('start')]);
    expect(first.stdout).toBe(second.stdout);
    expect(engineProcesses(plan.folder).filter((pid) => programOf(pid) === 'dockerd')).toHaveLength(1);
    const engine = await usePrivate(plan.folder, quiet);
    const stopped = await command('stop');
    expect(stopped.stderr).toContain(`still used by process ${process.pid}`);
    expect(await pingEngine(plan.endpoint)).toEqual({ answers: true });
    await engine.release();
    expect(engineProcesses(plan.folder)).toEqual([]);
  });

  test('replaces one that was killed', async () => {
    await usePrivate(plan.folder, quiet);
    await startServer(plan.endpoint, 'orphan', {});
    for (const pid of engineProcesses(plan.folder))
      if (programOf(pid) === 'dockerd') process.kill(pid, 'SIGKILL');
    await expect.poll(() => pingEngine(plan.endpoint), { timeout: 10_000 }).toMatchObject({ answers: false });
    await usePrivate(plan.folder, quiet);
    expect(await containersOf(plan.endpoint)).toEqual([]);
  });

  test('loses exactly what carries the label of a run', async () => {
    await usePrivate(plan.folder, quiet);
    const mine = { 'dev.twinberth.run': 'run-mine' };
    await startServer(plan.endpoint, 'mine', mine);
    await startServer(plan.endpoint, 'theirs', { 'dev.twinberth.run': 'run-theirs' }, 18081);
    await engineMust(plan.endpoint, 'POST', '/networks/create', { body: { Name: 'mine', Labels: mine } });
    await engineMust(plan.endpoint, 'POST', '/volumes/create', { body: { Name: 'mine', Labels: mine } });
    await engineMust(plan.endpoint, 'POST', '/volumes/create', { body: { Name: 'theirs' } });
    await engineMust(plan.endpoint, 'POST', `/commit?container=theirs&repo=mine&tag=1`, {
      body: { Labels: mine },
    });
    const left = async () => {
      const paths = ['containers/json?all=1', 'networks', 'volumes', 'images/json'];
      const lists: unknown[] = await Promise.all(
        paths.map((path) => engineMust(plan.endpoint, 'GET', `/${path}`)),
      );
      return JSON.stringify(lists);
    };
    expect(await left()).toContain('mine');

    expect(await removeRun(plan.endpoint, 'run-mine')).toBe(4);

    expect(await left()).not.toContain('mine');
    expect(await left()).toContain('/theirs');
  });
});

/** Everything that a private engine might leave on the machine, by the names that only this one has. */
function traces(): unknown {
  const lines = (text: string) =>
    text.split('\n').filter((line) => line.includes(plan.id) || line.includes(plan.folder));
  const run = (program: string, ...args: string[]) => lines(mustRun(program, ...args));
  return {
    processes: engineProcesses(plan.folder),
    mounts: lines(readFileSync('/proc/self/mounts', 'utf8')),
    links: run('ip', '-o', 'link'),
    routes: run('ip', 'route'),
    namespaces: run('ip', 'netns', 'list'),
    rules: run('iptables-save'),
    controlGroups: readdirSync('/sys/fs/cgroup').filter((name) =>
      existsSync(join('/sys/fs/cgroup', name, plan.cgroupParent)),
    ),
    system: [
      '/etc/docker',
      '/etc/docker/key.json',
      '/run/containerd',
      '/run/docker',
      '/run/netns',
      '/run/mount',
    ].filter((path) => existsSync(path)),
  };
}

/** Found where engines find their programs: on this machine, or among what was unpacked for one. */
function mustRun(program: string, ...args: string[]): string {
  const env = engineEnvironment(packages, process.env);
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', env });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return stdout;
}

async function startServer(endpoint: string, name: string, labels: Record<string, string>, port = 18080) {
  const script = 'mkdir -p /www && echo moored > /www/index.html && exec httpd -f -p 8080 -h /www';
  await engineMust(endpoint, 'POST', `/containers/create?name=${name}`, {
    body: {
      Image: testEngine().images.busybox,
      Cmd: ['sh', '-c', script],
      Labels: labels,
      ExposedPorts: { '8080/tcp': {} },
      HostConfig: { PortBindings: { '8080/tcp': [{ HostPort: String(port) }] } },
    },
  });
  await engineMust(endpoint, 'POST', `/containers/${name}/start`);
}

async function fetchWhenThere(url: string): Promise<string> {
  let text = '';
  await expect
    .poll(async () => (text = await fetch(url).then((reply) => reply.text(), String)), { timeout: 15_000 })
    .not.toContain('TypeError');
  return text;
}

function containersOf(endpoint: string): Promise<unknown> {
  return engineMust(endpoint, 'GET', '/containers/json?all=1');
}

function programOf(pid: number): string {
  return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
}

async function command(verb: string) {
  const child = spawn(process.execPath, [COMMAND, verb], {
    env: { ...process.env, TWINBERTH_TEST_STATE: plan.folder },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  await once(child, 'close');
  return output;
}
