import { LABEL } from '../../../electron/core/engine/labels.ts';
import type { Workshop } from '../workshop.ts';

/**
 * What must be true of a placement once everything has settled, whatever happened before. Returns what is not; empty: all
 * is well.
 */
export async function checkPlacement(
  shop: Workshop,
  environment: string,
  port: number,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const status = (await shop.core.status(shop.app)).find((each) => each.environment === environment);
  const berth = status?.berth;
  if (berth?.active === undefined) return ['no colour is recorded as serving'];
  const serving = shop.core.deployments.get(berth.activeDeployment ?? '').deployment;
  const answers = new Set<string>();
  for (let count = 0; count < 6; count += 1) {
    const answer = await shop.get(port).catch((error: unknown) => ({ status: 0, version: String(error) }));
    answers.add(`${answer.status} ${answer.version ?? ''}`);
  }
  if ([...answers].join() !== `200 v${serving.version}`) {
    wrong.push(`v${serving.version} is recorded as serving, but clients get ${[...answers].join(', ')}`);
  }
  const containers = await shop.engine.containers.list({ [LABEL.app]: shop.app, [LABEL.env]: environment });
  for (const container of containers) {
    const role = container.labels[LABEL.role];
    const colour = container.labels[LABEL.colour];
    const moored = colour === 'blue' || colour === 'green' ? berth[colour] : undefined;
    if (role === 'edge' && container.state === 'running') continue;
    if (role !== 'replica') wrong.push(`left behind: ${container.name} (${container.state})`);
    else if (moored === undefined)
      wrong.push(`left behind: ${container.name}, whose berth is recorded as empty`);
    else if (moored.deployment !== container.labels[LABEL.deployment])
      wrong.push(`${container.name} is of another deployment`);
    else if ((moored.state === 'stopped') === (container.state === 'running')) {
      wrong.push(`${container.name} is ${container.state}, recorded as ${moored.state}`);
    }
  }
  if (containers.filter((container) => container.labels[LABEL.role] === 'edge').length !== 1)
    wrong.push('there is not one edge');
  const unfinished = shop.core.deployments.page({ app: shop.app, states: ['running', 'baking'] });
  for (const row of unfinished) wrong.push(`the ${row.kind} of v${row.version} is still ${row.state}`);
  if (status?.health !== 'well') wrong.push(`health is ${status?.health ?? '?'}: ${status?.problem ?? ''}`);
  return wrong;
}
