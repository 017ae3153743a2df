import { Failure } from '../../runtime/failure.ts';
import type { RegistryCredentials } from '../engine.ts';
import { readDockerConfig } from './read-docker-config.ts';
import type { DockerConfig, StoredAuth } from './read-docker-config.ts';
import { normaliseKey, registryKey } from './registry-host.ts';
import { runCredentialHelper } from './run-credential-helper.ts';

/**
 * The credentials with which the registry of an image is to be asked, from Docker's configuration folder; undefined when
 * there are none, which is normal: most images may be had by everybody.
 *
 * In Docker's order: the registry's own helper, else the store for all, else what the file itself holds. Rejects with
 * `config.invalid`, `permission`, `disk.read`, or `pull.failed` when a helper could not be asked. Errors hold no secrets.
 */
export async function findCredentials(
  configDirectory: string,
  reference: string,
  options: { readonly signal?: AbortSignal; readonly helperLimitMs?: number } = {},
): Promise<RegistryCredentials | undefined> {
  const config = await readDockerConfig(configDirectory);
  const registry = registryKey(reference);
  const helper = helperFor(config, registry);
  if (helper !== undefined) {
    const asked = await runCredentialHelper(helper, registry, {
      ...(options.signal ? { signal: options.signal } : {}),
      ...(options.helperLimitMs === undefined ? {} : { limitMs: options.helperLimitMs }),
    });
    if (asked) return asked;
  }
  const stored = Object.entries(config.auths).find(([key]) => normaliseKey(key) === normaliseKey(registry));
  return stored ? readStored(stored[1], registry, config.path) : undefined;
}

function helperFor(config: DockerConfig, registry: string): string | undefined {
  const own = Object.entries(config.credHelpers).find(
    ([key]) => normaliseKey(key) === normaliseKey(registry),
  );
  const helper = own?.[1] ?? config.credsStore;
  return helper === '' ? undefined : helper;
}

/** An entry without any of these is what remains in the file when a store keeps the secret. */
function readStored(stored: StoredAuth, registry: string, path: string): RegistryCredentials | undefined {
  if (stored.identitytoken !== undefined && stored.identitytoken !== '') {
    return { identityToken: stored.identitytoken, serverAddress: registry };
  }
  if (stored.auth !== undefined && stored.auth !== '') {
    const decoded = Buffer.from(stored.auth, 'base64').toString('utf8').replaceAll('\0', '');
    const colon = decoded.indexOf(':');
    if (colon < 1) {
      throw new Failure(
        'config.invalid',
        `The "auth" of ${registry} in ${path} is not the base64 of user:password. Log in to it again.`,
        { path, registry },
      );
    }
    return {
      username: decoded.slice(0, colon),
      password: decoded.slice(colon + 1),
      serverAddress: registry,
    };
  }
  if (stored.username === undefined || stored.password === undefined) return undefined;
  return { username: stored.username, password: stored.password, serverAddress: registry };
}
