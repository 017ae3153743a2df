import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCore } from '../../../electron/core/create-core.ts';
import type { Stores } from '../../../electron/core/db/stores.ts';
import { sampleBegin, sampleEnvironment, sampleHost, sampleRelease } from './sample-records.ts';

/** v1, then v2, on two hosts whose engines do not answer; `quay-1`, `quay-2`, and so on for `rack`, are the deployments. */
function stage() {
  const home = mkdtempSync(join(tmpdir(), 'twinberth-expected-'));
  let kept: Stores | undefined;
  const core = createCore({
    env: { TWINBERTH_HOME: home },
    platform: process.platform,
    home,
    via: 'core',
    wrapStores: (stores) => (kept = stores),
  });
  onTestFinished(async () => {
    await core.close();
    rmSync(home, { recursive: true });
  });
  const stores = kept;
  if (stores === undefined) throw new Error('there is no history');
  const names = ['quay', 'rack'];
  for (const name of names)
    stores.hosts.add({ ...sampleHost, id: name, name, endpoint: { kind: 'unix', path: join(home, name) } });
  stores.environments.add(sampleEnvironment('prod', { hosts: names }));
  stores.apps.add({ name: 'web', directory: home, createdAt: 1 });
  for (const version of [1, 2]) stores.releases.add(sampleRelease(version));
  for (const host of names) {
    for (const version of [1, 2]) {
      stores.deployments.begin(sampleBegin(`${host}-${version}`, version, { host }));
      stores.deployments.setState(`${host}-${version}`, version === 1 ? 'superseded' : 'live');
    }
    stores.berths.put({
      app: 'web',
      environment: 'prod',
      host,
      active: 'green',
      activeDeployment: `${host}-2`,
      green: { deployment: `${host}-2`, state: 'serving' },
      blue: { deployment: `${host}-1`, state: 'stopped' },
      slot: 1,
      held: false,
    });
  }
  return (serving: string, host?: string) =>
    core.deployments.rollback({
      app: 'web',
      environment: 'prod',
      expect: { serving, ...(host === undefined ? {} : { host }) },
    });
}

test('what was looked at on another than the first host is compared with that host', async () => {
  const rollback = stage();
  await expect(rollback('rack-2', 'rack')).rejects.toMatchObject({ code: 'engine.unreachable' });
});

test('what serves no longer on another than the first host is refused before anything is done on the first', async () => {
  const rollback = stage();
  await expect(rollback('rack-1', 'rack')).rejects.toMatchObject({
    code: 'plan.outdated',
    details: { expected: 'rack-1', serving: 'rack-2' },
  });
});

test('a host that the environment is not on was not looked at', async () => {
  const rollback = stage();
  await expect(rollback('rack-2', 'dock')).rejects.toMatchObject({
    code: 'host.unknown',
    message: 'prod is not on dock; it is on quay, rack.',
  });
});
