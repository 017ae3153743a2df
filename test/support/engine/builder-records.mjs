// @ts-check
import { engineCall } from './engine-call.mjs';

/**
 * An entry of BuildKit's cache. It carries no label, and keeps its layers, those of the base image too, on disk after
 * the image is gone.
 * @typedef {{ ID: string, Shared?: boolean, InUse?: boolean }} BuilderRecord
 */

/**
 * Those whose layers an image has now. When they are no more so after images were removed, they held what these images
 * were made of.
 * @param {string} endpoint
 * @returns {Promise<string[]>} their IDs; empty where the engine has no such cache, or is too busy to tell
 */
export async function recordsOfImages(endpoint) {
  return (await listRecords(endpoint)).filter(({ Shared }) => Shared === true).map(({ ID }) => ID);
}

/**
 * Removes those of the given records whose layers no image has any more.
 * @param {string} endpoint
 * @param {readonly string[]} ids
 */
export async function removeBareRecords(endpoint, ids) {
  // A record goes after those that were made on top of it, so this goes round as long as something went.
  for (let before = Infinity; ;) {
    const bare = (await listRecords(endpoint)).filter(
      ({ ID, Shared, InUse }) => ids.includes(ID) && Shared !== true && InUse !== true,
    );
    if (bare.length === 0 || bare.length >= before) return;
    before = bare.length;
    for (const { ID } of bare) {
      const filters = encodeURIComponent(JSON.stringify({ id: [ID] }));
      await engineCall(endpoint, 'POST', `/build/prune?filters=${filters}`);
    }
  }
}

/**
 * @param {string} endpoint
 * @returns {Promise<BuilderRecord[]>}
 */
async function listRecords(endpoint) {
  const reply = await engineCall(endpoint, 'GET', '/system/df');
  if (reply.status !== 200) return [];
  return JSON.parse(reply.text).BuildCache ?? [];
}
