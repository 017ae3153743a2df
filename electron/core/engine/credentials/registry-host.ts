/**
 * The name under which Docker's own registry stands in every Docker configuration file: the URL of its first API, long
 * gone, still the key (docker/cli, `registry.IndexServer`). A protocol constant, put together here and nowhere else.
 */
const HUB_DOMAIN = ['docker', 'io'].join('.');
export const HUB_KEY = `https://index.${HUB_DOMAIN}/v1/`;

const HUB_NAMES = new Set([HUB_DOMAIN, `index.${HUB_DOMAIN}`, `registry-1.${HUB_DOMAIN}`]);

/**
 * Under which key a Docker configuration keeps the credentials for an image: the registry's host with its port, or
 * `HUB_KEY` for references that name no registry. A reference names one when the part before its first slash has a dot
 * or a colon or is `localhost` (distribution/reference, `splitDockerDomain`).
 */
export function registryKey(reference: string): string {
  const slash = reference.indexOf('/');
  const first = slash === -1 ? '' : reference.slice(0, slash);
  if (!/[.:]/.test(first) && first !== 'localhost') return HUB_KEY;
  return HUB_NAMES.has(first.toLowerCase()) ? HUB_KEY : first.toLowerCase();
}

/** A key as people and older clients wrote it (`https://host/v1/`, `host/`) in the form that `registryKey` has. */
export function normaliseKey(key: string): string {
  const host = key
    .replace(/^https?:\/\//i, '')
    .replace(/\/.*$/s, '')
    .toLowerCase();
  return HUB_NAMES.has(host) ? HUB_KEY : host;
}
