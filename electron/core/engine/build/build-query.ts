import type { BuildRequest, RegistryCredentials } from '../engine.ts';
import type { Query } from '../http/engine-request.ts';

/** The query of `POST /build` (Engine API, "Build an image"). */
export function buildQuery(request: BuildRequest, builder: 'buildkit' | 'classic'): Query {
  return {
    dockerfile: request.dockerfile,
    // "1" is the classic builder, "2" BuildKit; API 1.38 and up.
    version: builder === 'buildkit' ? '2' : '1',
    buildargs: request.args,
    labels: request.labels,
    target: request.target,
    platform: request.platform,
    networkmode: request.network,
    // Intermediate containers of the classic builder go also when a step failed.
    rm: '1',
    forcerm: '1',
    ...(request.pull === true ? { pull: '1' } : {}),
    ...(request.noCache === true ? { nocache: '1' } : {}),
  };
}

/** `X-Registry-Config`, where there are credentials. Only the classic builder reads it: BuildKit asks through a session. */
export function buildHeaders(request: BuildRequest): Readonly<Record<string, string>> {
  return request.credentials ? { 'X-Registry-Config': registryConfig(request.credentials) } : {};
}

/** Base64 of the credentials by registry, with the API's own key names. */
function registryConfig(credentials: Readonly<Record<string, RegistryCredentials>>): string {
  const byRegistry = Object.fromEntries(
    Object.entries(credentials).map(([registry, { username, password, identityToken, serverAddress }]) => [
      registry,
      { username, password, identitytoken: identityToken, serveraddress: serverAddress ?? registry },
    ]),
  );
  return Buffer.from(JSON.stringify(byRegistry)).toString('base64url');
}
