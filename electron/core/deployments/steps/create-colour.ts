import { describeReplicas } from '../../history/replica-record.ts';
import { LABEL } from '../../engine/labels.ts';
import { Failure } from '../../runtime/failure.ts';
import { ownLabels, volumeName } from '../planning/engine-names.ts';
import { subnetOf } from './ensure-network.ts';
import { replicaAddress } from '../planning/plan-addresses.ts';
import { locate } from './locate-berth.ts';
import { replicaSpec } from '../planning/replica-spec.ts';
import type { Swap } from '../swap.ts';

/** Creates the containers of the new colour, without starting them. Secrets were read before and go nowhere else. */
export async function createColour(swap: Swap): Promise<string | undefined> {
  const { deps, engine, config, release, plan, deployment, host, found } = swap;
  const { network, slot } = await locate(swap);
  const { image, variables } = found;
  if (image === undefined)
    throw new Failure('internal', 'containers were to be created before their image was there');
  if (variables === undefined)
    throw new Failure('internal', 'containers were to be created before their variables were read');
  await createVolumes(swap);
  const record = recordOf(swap);
  found.replicas = await Promise.all(
    Array.from({ length: config.replicas }, async (_, index) => {
      const replica = index + 1;
      const spec = replicaSpec({
        config,
        release,
        image,
        variables,
        replica,
        environment: deployment.environment,
        host: host.name,
        colour: plan.toColour,
        deployment: deployment.id,
        network: network.name,
        address: replicaAddress(subnetOf(network), slot, plan.toColour, replica),
        owner: deps.owner,
        record,
        ...(deps.runLabel === undefined ? {} : { run: deps.runLabel }),
      });
      // Not given the signal: an engine goes on with a request that was left, and the container would appear unseen.
      const id = await engine.containers.create(spec);
      return { id, name: spec.name, replica, deployment: deployment.id, running: false, image };
    }),
  );
  return undefined;
}

/** What the containers say of themselves, should the history be lost. */
function recordOf({ deps, deployment, release, host }: Swap): string {
  const app = deps.stores.apps.get(deployment.app);
  const environment = deps.stores.environments.byName(deployment.environment);
  return describeReplicas({
    deployment,
    release,
    host,
    ...(app === undefined ? {} : { app }),
    ...(environment === undefined ? {} : { environment }),
  });
}

/** Named volumes are made with our labels first: the engine would make them without, and nobody would know whose they are. */
async function createVolumes(swap: Swap): Promise<void> {
  const { deps, engine, config, deployment, host } = swap;
  const names = new Set(
    config.volumes.filter((volume) => volume.kind === 'volume').map((volume) => volume.source),
  );
  for (const name of names) {
    const full = volumeName(deployment.app, deployment.environment, name);
    const present = await engine.volumes.inspect(full);
    if (present !== undefined) {
      if (present.labels[LABEL.version] !== undefined) continue;
      throw new Failure(
        'name.taken',
        `Volume ${full} exists on ${host.name} and was not made by Twinberth; it stays untouched. Rename it, or give the volume another name in twinberth.yaml.`,
      );
    }
    await engine.volumes.create(full, {
      ...ownLabels({
        owner: deps.owner,
        role: 'volume',
        host: host.name,
        environment: deployment.environment,
        app: deployment.app,
        ...(deps.runLabel === undefined ? {} : { run: deps.runLabel }),
      }),
      // Which deployment made it: if that one fails, an empty volume does not stay behind.
      [LABEL.deployment]: deployment.id,
    });
  }
}
