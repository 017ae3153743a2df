import { LABEL } from '../../../electron/core/engine/labels.ts';
import type { Workshop } from '../../support/workshop.ts';

/**
 * Everything on the engine that belongs to a workshop, in a form that can be compared: what is equal before and after had
 * nothing added, taken away, stopped or started again.
 */
export async function whatIsThere({ engine, app, dev, prod }: Workshop): Promise<readonly string[]> {
  const mine = { [LABEL.app]: app };
  const containers = await engine.containers.list(mine);
  const states = await Promise.all(containers.map(({ id }) => engine.containers.inspect(id)));
  const networks = await engine.networks.list({ [LABEL.version]: true });
  return [
    ...states.map((state) => `container ${state?.name} ${state?.id} ${state?.status} ${state?.startedAt}`),
    ...networks
      .filter(({ labels }) => labels[LABEL.env] === dev || labels[LABEL.env] === prod)
      .map(({ name, id }) => `network ${name} ${id}`),
    ...(await engine.volumes.list(mine)).map(({ name }) => `volume ${name}`),
    ...(await engine.images.list(mine)).map(({ id, tags }) => `image ${id} ${tags.toSorted().join(' ')}`),
  ].sort();
}
