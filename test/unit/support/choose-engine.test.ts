import { describe, expect, test } from 'vitest';
import { chooseEngine, DEFAULT_SOCKET } from '../../support/engine/choose-engine.mjs';

const answersAt =
  (...endpoints: string[]) =>
  (endpoint: string) =>
    Promise.resolve(
      endpoints.includes(endpoint)
        ? { answers: true as const }
        : { answers: false as const, reason: 'connect ENOENT' },
    );

const machine = { env: {}, platform: 'linux', root: false, ping: answersAt() };

describe('chooseEngine', () => {
  test('takes the engine that TWINBERTH_TEST_ENGINE names, before the one of DOCKER_HOST', async () => {
    const env = { TWINBERTH_TEST_ENGINE: 'tcp://10.1.2.3:2375', DOCKER_HOST: 'unix:///b' };
    const choice = await chooseEngine({
      ...machine,
      root: true,
      env,
      ping: answersAt('tcp://10.1.2.3:2375', 'unix:///b'),
    });
    expect(choice).toEqual({ kind: 'existing', endpoint: 'tcp://10.1.2.3:2375', address: '10.1.2.3' });
  });

  test('takes the engine of DOCKER_HOST even where a private one could be started', async () => {
    const env = { TWINBERTH_TEST_ENGINE: '', DOCKER_HOST: 'unix:///b' };
    const choice = await chooseEngine({ ...machine, root: true, env, ping: answersAt('unix:///b') });
    expect(choice).toEqual({ kind: 'existing', endpoint: 'unix:///b', address: '127.0.0.1' });
  });

  test('believes TWINBERTH_TEST_ADDRESS', async () => {
    const env = { TWINBERTH_TEST_ENGINE: 'unix:///a', TWINBERTH_TEST_ADDRESS: '10.9.9.9' };
    const choice = await chooseEngine({ ...machine, env, ping: answersAt('unix:///a') });
    expect(choice).toMatchObject({ address: '10.9.9.9' });
  });

  test.each(['TWINBERTH_TEST_ENGINE', 'DOCKER_HOST'])(
    'never replaces a silent engine that %s names by another',
    async (name) => {
      const chosen = chooseEngine({
        ...machine,
        root: true,
        env: { [name]: 'unix:///gone' },
        ping: answersAt(DEFAULT_SOCKET),
      });
      await expect(chosen).rejects.toThrow(
        `${name} names unix:///gone, but no engine can be used there: connect ENOENT`,
      );
    },
  );

  test('as root, leaves the machine’s own engine alone', async () => {
    const choice = await chooseEngine({ ...machine, root: true, ping: answersAt(DEFAULT_SOCKET) });
    expect(choice).toEqual({ kind: 'private' });
  });

  test('without root, uses the default socket', async () => {
    const choice = await chooseEngine({ ...machine, ping: answersAt(DEFAULT_SOCKET) });
    expect(choice).toEqual({ kind: 'existing', endpoint: DEFAULT_SOCKET, address: '127.0.0.1' });
  });

  test('without root and without an engine, says what to do', async () => {
    const message = await chooseEngine(machine).then(String, (error: unknown) => String(error));
    expect(message).toContain('connect ENOENT');
    expect(message).toContain('start Docker');
    expect(message).toContain('TWINBERTH_TEST_ENGINE=');
    expect(message).toContain('sudo npm test');
  });

  test('elsewhere than on Linux, does not promise a private engine', async () => {
    const message = await chooseEngine({ ...machine, platform: 'darwin', root: true }).then(
      String,
      (error: unknown) => String(error),
    );
    expect(message).toContain('start Docker');
    expect(message).not.toContain('sudo');
  });
});
