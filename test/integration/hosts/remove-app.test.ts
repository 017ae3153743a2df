import { expect, it, onTestFinished } from 'vitest';
import { createAppCommands } from '../../../electron/core/apps/create-app-commands.ts';
import { createEnvironmentCommands } from '../../../electron/core/environments/create-environment-commands.ts';
import { candidateSubnets } from '../../../electron/core/deployments/planning/plan-addresses.ts';
import { openWorkshop } from '../../support/workshop.ts';
import { labelsOf, stageEngine, type EngineStage } from './stage-engine.ts';

/** A network and a volume of the app, as a deployment makes them. */
async function withNetworkAndVolume(stage: EngineStage): Promise<{ network: string; volume: string }> {
  const { engine, app, environment } = stage;
  const volume = `twinberth-${app}-${environment}-data`;
  await engine.volumes.create(volume, labelsOf(stage, 'volume'));
  onTestFinished(() => engine.volumes.remove(volume));
  const { 'dev.twinberth.app': _app, ...labels } = labelsOf(stage, 'network');
  const used = (await engine.networks.list()).flatMap((each) => each.subnets);
  const [subnet = ''] = candidateSubnets(used);
  const network = await engine.networks.create({ name: `twinberth-${environment}`, subnet, labels });
  onTestFinished(() => engine.networks.remove(network.id).catch(() => undefined));
  return { network: network.name, volume };
}

it('with force takes away every container and the empty network, lists the volumes, and touches nothing else', async () => {
  const stage = await stageEngine();
  const { deps, engine, app, environment, container } = stage;
  const { network, volume } = await withNetworkAndVolume(stage);
  await container('edge', { network });
  await container('replica', { network, volume });
  await container('replica', { idle: true });
  const neighbour = await container('replica', {
    labels: { 'dev.twinberth.app': `${app}-x`, 'dev.twinberth.env': `${environment}x` },
  });
  const apps = createAppCommands(deps);

  await expect(apps.remove(app)).rejects.toMatchObject({ code: 'app.in-use' });
  expect(await apps.remove(app, { force: true })).toEqual({
    containers: 3,
    networks: [network],
    volumes: [{ host: 'local', name: volume }],
    unreachable: [],
  });

  expect(await engine.containers.list({ 'dev.twinberth.app': app })).toEqual([]);
  expect(await engine.networks.inspect(network)).toBeUndefined();
  expect(await engine.volumes.inspect(volume)).toBeDefined();
  expect((await engine.containers.inspect(neighbour))?.running).toBe(true);
  await createEnvironmentCommands(deps).remove(environment);
  expect(apps.list()).toEqual([]);
});

it('takes the network away that a deployment made, although it locks the placement itself', async () => {
  const shop = await openWorkshop();
  onTestFinished(() => shop.remove());
  await shop.release();
  await shop.core.deployments.deploy({ app: shop.app, environment: shop.dev });
  const network = `twinberth-${shop.dev}`;
  expect(await shop.engine.networks.inspect(network)).toBeDefined();
  expect(await shop.core.apps.remove(shop.app, { force: true })).toMatchObject({ networks: [network] });
  expect(await shop.engine.networks.inspect(network)).toBeUndefined();
});

it('leaves a network in which another app still is', async () => {
  const stage = await stageEngine();
  const { deps, engine, app, container } = stage;
  const { network } = await withNetworkAndVolume(stage);
  await container('replica', { network });
  // Stopped, so that the engine does not count it among those in the network.
  await container('replica', { network, idle: true, labels: { 'dev.twinberth.app': `${app}-x` } });
  const removal = await createAppCommands(deps).remove(app, { force: true });
  expect(removal).toMatchObject({ containers: 1, networks: [] });
  expect(await engine.networks.inspect(network)).toBeDefined();
});

it('lets a replica end what it is doing', async () => {
  const stage = await stageEngine();
  const { deps, engine, app, container } = stage;
  const { volume } = await withNetworkAndVolume(stage);
  const script = 'trap "echo bye > /data/word; exit 0" TERM; touch /data/ready; while :; do sleep 0.05; done';
  const id = await container('replica', { volume, command: ['sh', '-c', script] });
  const isReady = async () =>
    (await engine.containers.exec(id, ['test', '-e', '/data/ready'])).exitCode === 0;
  await expect.poll(isReady).toBe(true);
  await createAppCommands(deps).remove(app, { force: true });

  const reader = await container('test', { volume });
  expect((await engine.containers.exec(reader, ['cat', '/data/word'])).stdout).toBe('bye\n');
});
