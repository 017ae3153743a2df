import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testEngine } from '../../support/test-engine.ts';

const BOOTSTRAP = join(import.meta.dirname, '../../support/bootstrap.mjs');

function bootstrap(args: readonly string[], env: Record<string, string> = {}) {
  const clean = Object.entries(process.env).filter(([name]) => !/^(DOCKER|TWINBERTH)_/.test(name));
  return spawnSync(process.execPath, [BOOTSTRAP, ...args], {
    encoding: 'utf8',
    env: { ...Object.fromEntries(clean), ...env },
  });
}

test.each([['test'], ['demo'], ['bench']])(
  '%s stops at once when the named engine does not answer',
  (what) => {
    const result = bootstrap([what], { DOCKER_HOST: 'unix:///nowhere/docker.sock' });
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('DOCKER_HOST names unix:///nowhere/docker.sock');
    expect(result.stderr).toContain('Start that engine, correct DOCKER_HOST, or unset it');
    expect(result.stderr).not.toContain('    at ');
  },
);

test('an unknown suite is refused before anything is installed', () => {
  const result = bootstrap(['test', 'unti']);
  expect(result.status).toBe(1);
  expect(result.stderr).toContain('There is no suite unti');
});

test('without a command it says how it is used', () => {
  const result = bootstrap([]);
  expect(result.status).toBe(2);
  expect(result.stderr).toContain('| test [SUITE…]');
});

test('a test without an engine fails and says how to get one', () => {
  expect(() => testEngine({})).toThrow('npm test');
});

test('a test finds the engine that was provided', () => {
  const env = { TWINBERTH_TEST_ENGINE: 'tcp://10.1.2.3:2375', TWINBERTH_RUN: 'run-1' };
  expect(testEngine(env)).toMatchObject({
    endpoint: 'tcp://10.1.2.3:2375',
    address: '10.1.2.3',
    run: 'run-1',
  });
});
