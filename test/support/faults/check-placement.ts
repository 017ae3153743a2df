import { LABEL } from '../../../electron/core/engine/labels.ts';
import { isFailure } from '../../../electron/core/runtime/failure.ts';
import { inputTag } from '../../../electron/core/releases/release-tags.ts';
import type { Workshop } from '../workshop.ts';

/**
 * What must be true of a placement once everything has settled, whatever happened before. Returns what is not; empty: all
 * is well.
 */
export async function checkPlacement(
  shop: Workshop,
  environment: string,
  port: number,
  mayBeEmpty: boolean,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const status = (await shop.core.status(shop.app)).find((each) => each.environment === environment);
  const berth = status?.berth;
  if (berth?.active === undefined) {
    return mayBeEmpty ? checkEmpty(shop, environment) : ['no colour is recorded as serving'];
  }
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
  wrong.push(
    ...(await findLeftovers(shop, environment)),
    ...(await findDrift(shop, environment)),
    ...checkHistory(shop, environment),
  );
  if (status?.health !== 'well') wrong.push(`health is ${status?.health ?? '?'}: ${status?.problem ?? ''}`);
  return wrong;
}

/** Nothing was there before the first deployment, and nothing is there when it has come to nothing. */
async function checkEmpty(shop: Workshop, environment: string): Promise<readonly string[]> {
  const ours = { [LABEL.app]: shop.app, [LABEL.env]: environment };
  const { containers, networks, volumes } = shop.engine;
  const left = [
    ...(await containers.list(ours)),
    ...(await networks.list({ [LABEL.version]: true, [LABEL.env]: environment })),
    ...(await volumes.list(ours)),
  ];
  return [...left.map(({ name }) => `left behind: ${name}`), ...checkHistory(shop, environment)];
}

/** What is there is what is recorded, as far as the operation did not begin with a difference. */
async function findDrift({ core, app }: Workshop, environment: string): Promise<readonly string[]> {
  const reports = await core.drift({ app, environment });
  return reports
    .flatMap(({ findings }) => findings)
    .filter(({ severity, kind }) => severity !== 'info' && kind !== 'limit')
    .map(({ what, expected, observed }) => `drift: ${what} (${expected ?? ''}, ${observed ?? ''})`);
}

/** Networks, volumes and images of ours that nothing in the history accounts for. */
async function findLeftovers(shop: Workshop, environment: string): Promise<readonly string[]> {
  const wrong: string[] = [];
  const { engine } = shop;
  const networks = await engine.networks.list({ [LABEL.version]: true, [LABEL.env]: environment });
  if (networks.length !== 1)
    wrong.push(`there is not one network: ${networks.map(({ name }) => name).join(', ')}`);
  const volumes = await engine.volumes.list({ [LABEL.app]: shop.app, [LABEL.env]: environment });
  const edges = volumes.filter((volume) => volume.labels[LABEL.role] === 'edge');
  if (edges.length !== 1) wrong.push(`there is not one volume of the edge: ${edges.length}`);
  for (const volume of volumes) {
    if (edges.includes(volume)) continue;
    const maker = volume.labels[LABEL.deployment] ?? '';
    const made = findDeployment(shop, maker);
    // What is on it outlives the deployment that made it, unless that one came to nothing.
    if (made === undefined || ['failed', 'interrupted'].includes(made.state))
      wrong.push(`left behind: volume ${volume.name} of a deployment that is ${made?.state ?? 'unknown'}`);
  }
  const releases = shop.core.releases.list(shop.app);
  const tags = releases.flatMap(({ app, tag, inputHash }) => [tag, inputTag(app, inputHash)]);
  for (const image of await engine.images.list({ [LABEL.app]: shop.app })) {
    const strange = image.tags.filter((tag) => !tags.includes(tag));
    if (image.tags.length === 0 || strange.length > 0)
      wrong.push(`left behind: image ${image.id} ${strange.join(', ')}, which is no release`);
  }
  return wrong;
}

function findDeployment({ core }: Workshop, id: string) {
  try {
    return core.deployments.get(id).deployment;
  } catch (error) {
    if (isFailure(error, 'deployment.unknown')) return undefined;
    throw error;
  }
}

/** Every deployment has come to an end that says how, and why where it is not the one that was wanted. */
function checkHistory(shop: Workshop, environment: string): readonly string[] {
  const wrong: string[] = [];
  for (const row of rowsOf(shop, environment)) {
    const what = `the ${row.kind} of v${row.version}`;
    if (row.state === 'running' || row.state === 'baking') wrong.push(`${what} is still ${row.state}`);
    else if (row.endedAt === undefined) wrong.push(`${what} is ${row.state} without an end`);
    else if (['failed', 'interrupted', 'reverted'].includes(row.state) && row.error === undefined)
      wrong.push(`${what} is ${row.state} without a cause`);
    const open = shop.core.deployments.get(row.id).steps.filter((step) => step.state === 'running');
    for (const step of open) wrong.push(`${what} is over, and its step ${step.name} is not`);
  }
  return wrong;
}

function rowsOf(shop: Workshop, environment: string) {
  return shop.core.deployments.page({ app: shop.app, environment }, { limit: 500 });
}
