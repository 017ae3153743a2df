import { expect, onTestFinished, test } from 'vitest';
import { createSecretCommands } from '../../../electron/core/apps/create-secret-commands.ts';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import type { AppConfig, VariableValue } from '../../../shared/model/app-config.ts';
import { openHistory } from '../deployments/open-history.ts';
import { sampleBegin, sampleConfig, sampleHost } from '../deployments/sample-records.ts';

function stage() {
  const history = openHistory();
  onTestFinished(() => history.remove());
  const { stores } = history;
  stores.apps.add({ name: 'web', directory: '/srv/web', createdAt: 1 });
  const file = { environment: { TOKEN: { secret: 'cmd:pass show token' } } as Record<string, VariableValue> };
  const commandsOf = (owner: string) =>
    createSecretCommands({
      stores,
      clock: { now: () => 7, ticks: () => 7, sleep: () => Promise.resolve() },
      owner,
      appConfig: () =>
        Promise.resolve({
          environments: new Map([
            ['dev', sampleConfig()],
            ['prod', sampleConfig({ environment: file.environment })],
          ]),
        } as unknown as AppConfig),
    });
  return { stores, file, secrets: commandsOf('ann@desk'), commandsOf };
}

test('a command of the file waits until somebody agreed to it, and where it is needed', async () => {
  const { secrets } = stage();
  const waiting = { app: 'web', environment: 'prod', variable: 'TOKEN', command: 'pass show token' };
  expect(await secrets.pending('web')).toEqual([waiting]);
  expect(await secrets.pending('web', 'dev')).toEqual([]);
  secrets.allow('web', ['pass show token']);
  expect(await secrets.pending('web')).toEqual([]);
  expect(secrets.agreed('web')).toEqual([{ app: 'web', command: 'pass show token', by: 'ann@desk', at: 7 }]);
});

test('a changed command waits again', async () => {
  const { secrets, file } = stage();
  secrets.allow('web', ['pass show token']);
  file.environment = { TOKEN: { secret: 'cmd:pass show token; rm -rf .' } };
  expect(await secrets.pending('web')).toMatchObject([{ command: 'pass show token; rm -rf .' }]);
});

test('what somebody else agreed to, or for another app, counts for nothing', async () => {
  const { secrets, commandsOf, stores } = stage();
  commandsOf('bob@box').allow('web', ['pass show token']);
  stores.consents.add({ app: 'other', command: 'pass show token', by: 'ann@desk', at: 1 });
  expect(await secrets.pending('web')).toHaveLength(1);
  expect(secrets.agreed('web')).toEqual([]);
});

test('what is deployed waits as well, since it may be made anew', async () => {
  const { secrets, stores, file } = stage();
  file.environment = {};
  const config = sampleConfig({ environment: { OLD: { secret: 'cmd:old' } } });
  const { id } = stores.deployments.begin(sampleBegin('d1', 1, { config }));
  stores.berths.put({
    app: 'web',
    environment: 'prod',
    host: sampleHost.id,
    active: 'blue',
    activeDeployment: id,
    blue: { deployment: id, state: 'serving' },
    slot: 1,
    held: false,
  });
  expect(await secrets.pending('web', 'prod')).toMatchObject([{ variable: 'OLD', command: 'old' }]);
});

test('an app that there is not has none', async () => {
  const { secrets } = stage();
  await expect(secrets.pending('nothing')).rejects.toMatchObject({ code: 'app.unknown' });
  expect(() => secrets.allow('nothing', ['x'])).toThrow('nothing');
});

test('of a file that cannot be read there is none, and no failure', async () => {
  const { stores } = stage();
  const secrets = createSecretCommands({
    stores,
    clock: { now: () => 7, ticks: () => 7, sleep: () => Promise.resolve() },
    owner: 'ann@desk',
    appConfig: () => Promise.reject(new Failure('config.missing', 'There is no file.')),
  });
  expect(await secrets.pending('web')).toEqual([]);
});
