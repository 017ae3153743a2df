import { describe, expect, it } from 'vitest';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { createFakeCore } from './fake-core.ts';
import { CapturedStream, runLine } from './run-line.ts';
import { sampleDeployment, sampleEvidence } from './sample-records.ts';

const noCore = () => Promise.reject(new Failure('internal', 'nobody asked for a core'));

describe('the command line', () => {
  it.each([
    ['deplo web prod', 'Did you mean deploy?'],
    ['env ad', 'Did you mean add?'],
    ['deploy web prod --relese v1', 'Did you mean --release?'],
    ['deploy web', "Missing required argument 'env'"],
    ['deploy web prod --release seven', 'A release is written v1, v2, v3'],
    ['deploy web prod --release v1 --build', 'cannot be used with'],
    ['history --limit none', 'whole number from 1'],
    ['history --state dead', 'Allowed choices are running'],
    ['env add x --host local --require soak=soon', '`soak` is not a duration: `soon`'],
    ['env add x --host local --require tasted', 'an environment can require. Did you mean tested?'],
    ['host', 'A command is missing'],
    ['status a b', 'Too many arguments'],
    ['logs web prod -f --json', 'leave one of them out'],
  ])('refuses %s with 2 and says %s', async (line, message) => {
    const { exitCode, stdout, stderr } = await runLine(line, { createCore: noCore });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    if (!line.includes('--json')) expect(stdout).toBe('');
  });

  it('answers a usage error with a document, too', async () => {
    const { exitCode, stdout } = await runLine('deplo web --json', { createCore: noCore });
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'usage', details: {} } });
  });

  it('says what else there is when a name is not near any', async () => {
    const { exitCode, stderr } = await runLine('receipts shop prod', {
      core: createFakeCore({
        overrides: (core) => ({
          deployments: {
            ...core.deployments,
            receipts: () => {
              throw new Failure('app.unknown', 'There is no app shop.', { known: ['web', 'blog'] });
            },
          },
        }),
      }),
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('There is: web, blog.');
  });

  it('does not repeat what the failure says by itself', async () => {
    const failure = new Failure('app.unknown', 'There is no app wbe. Did you mean web?', { known: ['web'] });
    const { stderr } = await runLine('status', { createCore: () => Promise.reject(failure) });
    expect(stderr.match(/web/g)).toHaveLength(1);
  });

  it('shows help with examples for every command, and ends well', async () => {
    const help = await runLine('', { createCore: noCore });
    expect(help.exitCode).toBe(0);
    const commands = [...help.stdout.matchAll(/^ {2}([a-z]+)(?: [<[]| {2})/gm)].map(
      (match) => match[1] ?? '',
    );
    expect(commands).toEqual(
      expect.arrayContaining(['build', 'deploy', 'promote', 'rollback', 'logs', 'doctor']),
    );
    for (const command of commands.filter((name) => !['help', 'env', 'app', 'host'].includes(name))) {
      const { exitCode, stdout } = await runLine(`${command} --help`, { createCore: noCore });
      expect({ command, exitCode, examples: stdout.includes(`$ twinberth ${command}`) }).toEqual({
        command,
        exitCode: 0,
        examples: true,
      });
    }
  });

  it('shows what the engine itself said', async () => {
    const failure = new Failure('engine.unreachable', 'local does not answer.', { engine: 'connect ENOENT' });
    const { exitCode, stderr } = await runLine('status', { createCore: () => Promise.reject(failure) });
    expect(exitCode).toBe(4);
    expect(stderr).toContain('The engine said: connect ENOENT');
  });

  it('calls what it did not expect a defect of its own', async () => {
    const { exitCode, stdout } = await runLine('status --json', {
      createCore: () => Promise.reject(new TypeError('x is not a function')),
    });
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'internal' } });
  });

  it('goes on quietly when its reader has left', async () => {
    const stdout = new CapturedStream();
    stdout._write = (_chunk, _encoding, done) => done(Object.assign(new Error('EPIPE'), { code: 'EPIPE' }));
    const { exitCode, stderr } = await runLine('history', { stdout });
    expect(exitCode).toBe(0);
    expect(stderr).toBe('');
  });

  it('ends the following of logs when its reader has left', async () => {
    const stdout = new CapturedStream();
    stdout._write = (_chunk, _encoding, done) => done(Object.assign(new Error('EPIPE'), { code: 'EPIPE' }));
    const { exitCode } = await runLine('logs web prod -f', { stdout });
    expect(exitCode).toBe(0);
  });
});

describe('every command with --json', () => {
  it.each([
    ['host ls', 'hosts'],
    ['host rm local', 'removed'],
    ['env add qa --host local', 'environment'],
    ['env ls', 'environments'],
    ['env rm dev', 'removed'],
    ['app ls', 'apps'],
    ['app add /srv/web', 'config'],
    ['app rm web', 'removed'],
    ['build web', 'inputHash'],
    ['plan web prod', 'strategy'],
    ['promote web --from dev --to prod', 'deployment'],
    ['rollback web prod', 'deployment'],
    ['approve web prod v7', 'approval'],
    ['status', 'placements'],
    ['history', 'deployments'],
    ['show 4f0c2a9be1d37786', 'evidence'],
    ['releases web', 'releases'],
    ['releases web v7', 'release'],
    ['releases web v7 --log', 'log'],
    ['releases web --builds', 'builds'],
    ['logs web prod', 'lines'],
    ['receipts web prod', 'receipts'],
    ['doctor', 'findings'],
    ['completion bash', 'script'],
    ['version', 'version'],
  ])('%s prints one document with %s', async (line, key) => {
    const core = createFakeCore({
      outcome: { deployment: sampleDeployment(), steps: [], evidence: [sampleEvidence()] },
    });
    const { stdout } = await runLine(`${line} --json`, { core });
    expect(JSON.parse(stdout)).toHaveProperty(key);
  });
});

describe('setting up', () => {
  it('reads a policy and several hosts', async () => {
    const core = createFakeCore();
    await runLine('env add prod --host a --host b,c --after dev --require tested,soak=1h30m,approval', {
      core,
    });
    expect(core.calls).toContainEqual({
      name: 'environments.add',
      request: {
        name: 'prod',
        hosts: ['a', 'b', 'c'],
        after: 'dev',
        policy: { tested: true, soakMs: 5_400_000, approval: true },
      },
    });
  });

  it('adds the folder that was meant from where it was said', async () => {
    const core = createFakeCore();
    const { stdout } = await runLine('app add ../shop', { core, cwd: '/srv/web' });
    expect(core.calls).toContainEqual({ name: 'apps.add', request: '/srv/shop' });
    expect(stdout).toContain('next: twinberth deploy web dev');
  });

  it('says what the removal of an app took away, and what it left', async () => {
    const core = createFakeCore();
    const { stdout } = await runLine('app rm web --force', { core });
    expect(core.calls).toContainEqual({ name: 'apps.remove', request: { name: 'web', force: true } });
    expect(stdout).toContain('3 containers removed');
    expect(stdout).toContain('its data stays: volume twinberth-web-prod-data on local');
    expect(stdout).toContain('nuc did not answer; what runs there was left behind');
  });

  it('shows an empty house the next step', async () => {
    const { stdout } = await runLine('status');
    expect(stdout).toContain('twinberth deploy . ENVIRONMENT');
  });

  it('finds what is wrong, says the way out, and ends with 1', async () => {
    const { exitCode, stdout } = await runLine('doctor');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('✗ problem: local does not answer.');
    expect(stdout).toContain('→ Start Docker.');
    expect(stdout).toMatch(/edge\.image +haproxy:3\.2-alpine +default/);
  });
});
