import { expect, it } from 'vitest';
import type { Berth } from '../../../shared/model/berth.ts';
import type { ContainerSummary } from '../../../electron/core/engine/engine.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { findKeptContainers } from '../../../electron/core/storage/find-kept-containers.ts';
import { furnishedHistory } from '../db/temporary-history.ts';
import * as sample from '../db/sample-rows.ts';

const container = (
  name: string,
  labels: Readonly<Record<string, string>>,
  createdAt = 0,
): ContainerSummary => ({
  id: name,
  name,
  image: 'sha256:1',
  labels: { [LABEL.version]: '1', [LABEL.app]: 'web', [LABEL.env]: 'dev', ...labels },
  state: 'running',
  createdAt,
  ports: [],
});
const replica = (name: string, colour: 'blue' | 'green', deployment: string) =>
  container(name, { [LABEL.role]: 'replica', [LABEL.colour]: colour, [LABEL.deployment]: deployment });

it('says of every container of ours that something explains what that is, and leaves the others out', () => {
  const { stores, clock } = furnishedHistory();
  for (const id of ['d1', 'd2']) stores.deployments.begin(sample.deployment({ id }));
  const place = { app: 'web', environment: 'dev', host: sample.host.id };
  const berth: Berth = {
    ...place,
    active: 'green',
    activeDeployment: 'd2',
    blue: { deployment: 'd1', state: 'warm', warmUntil: 5 },
    green: { deployment: 'd2', state: 'serving' },
    slot: 1,
    held: false,
  };
  stores.berths.put(berth);
  const containers = [
    replica('standby', 'blue', 'd1'),
    replica('server', 'green', 'd2'),
    replica('lost', 'blue', 'd0'),
    container('gate', { [LABEL.role]: 'edge' }),
    container('gate-of-nothing', { [LABEL.role]: 'edge', [LABEL.env]: 'prod' }),
    container('tested', { [LABEL.role]: 'test' }, clock.now() - 1000),
    container('tested-long-ago', { [LABEL.role]: 'test' }, clock.now() - 9 * 86_400_000),
    { ...container('foreign', {}), labels: {} },
  ];
  const kept = () =>
    findKeptContainers({ stores, clock }, sample.host, containers).map(({ name, why }) => [name, why]);
  expect(kept()).toEqual([
    ['gate', 'edge'],
    ['server', 'live'],
    ['standby', 'warm'],
    ['tested', 'test'],
  ]);
  stores.berths.put({ ...berth, blue: { deployment: 'd1', state: 'stopped' } });
  stores.locks.acquire(sample.lockHolder());
  expect(kept()).toEqual([
    ['gate', 'edge'],
    ['lost', 'deploying'],
    ['server', 'live'],
    ['standby', 'stopped'],
    ['tested', 'test'],
    ['tested-long-ago', 'test'],
  ]);
});
