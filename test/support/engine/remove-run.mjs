// @ts-check
import { recordsOfImages, removeBareRecords } from './builder-records.mjs';
import { engineCall, engineMust } from './engine-call.mjs';

/**
 * Removes everything that carries a run's label from an engine that is not ours, and what the builder kept of its images.
 * @param {string} endpoint
 * @param {string} run value of the label dev.twinberth.run
 * @returns {Promise<number>} how many things were removed
 */
export async function removeRun(endpoint, run) {
  const filters = encodeURIComponent(JSON.stringify({ label: [`dev.twinberth.run=${run}`] }));
  const list = (/** @type {string} */ path) =>
    engineMust(endpoint, 'GET', `${path}${path.includes('?') ? '&' : '?'}filters=${filters}`);
  const containers = (await list('/containers/json?all=1')).map(
    (/** @type {any} */ item) => `/containers/${item.Id}?force=1&v=1`,
  );
  await removeEach(endpoint, containers);
  const networks = (await list('/networks')).map((/** @type {any} */ item) => `/networks/${item.Id}`);
  const volumes = ((await list('/volumes')).Volumes ?? []).map(
    (/** @type {any} */ item) => `/volumes/${item.Name}?force=1`,
  );
  await removeEach(endpoint, [...networks, ...volumes]);
  let images = 0;
  const records = await recordsOfImages(endpoint);
  // An image with children can only go after them, so this goes round as long as something went.
  for (let removed = -1; removed !== 0; images += removed)
    removed = await removeEach(endpoint, imagePaths(await list('/images/json?all=1')));
  if (images > 0) await removeBareRecords(endpoint, records);
  return containers.length + networks.length + volumes.length + images;
}

/** @param {{ Id: string, RepoTags: string[] | null }[]} images */
function imagePaths(images) {
  return images.flatMap(({ Id, RepoTags }) => {
    const tags = (RepoTags ?? []).filter((tag) => tag !== '<none>:<none>');
    return (tags.length > 0 ? tags : [Id]).map((name) => `/images/${name}?noprune=1`);
  });
}

/**
 * @param {string} endpoint
 * @param {readonly string[]} paths
 * @returns {Promise<number>} how many went
 */
async function removeEach(endpoint, paths) {
  let removed = 0;
  for (const path of paths) {
    const reply = await engineCall(endpoint, 'DELETE', path);
    if (reply.status < 300) removed += 1;
  }
  return removed;
}
