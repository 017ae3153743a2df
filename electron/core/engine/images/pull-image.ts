import { z } from 'zod';
import { Failure, isFailure } from '../../runtime/failure.ts';
import type { EngineConnection } from '../engine-connection.ts';
import type { EngineImage, PullOptions, PullProgress, RegistryCredentials } from '../engine.ts';
import { explainMessage } from '../http/explain-status.ts';
import { inspectImage } from './inspect-image.ts';
import { readProgress } from './read-progress.ts';
import { splitReference } from './split-reference.ts';

const line = z.object({
  status: z.string().optional(),
  id: z.string().nullish(),
  progressDetail: z.object({ current: z.number().nullish(), total: z.number().nullish() }).nullish(),
});

/**
 * Pulls one image. The engine answers 200 and may still fail in the stream, and what it says it pulled is looked up
 * afterwards. Rejects with `pull.failed`, `disk.full` or `engine.*`; no time limit.
 */
export async function pullImage(
  connection: EngineConnection,
  reference: string,
  options: PullOptions,
): Promise<EngineImage> {
  const { name, version } = splitReference(reference);
  const about = { kind: 'image', doing: `pull ${reference}` } as const;
  try {
    const { body } = await connection.http.stream({
      method: 'POST',
      path: '/images/create',
      query: { fromImage: name, tag: version, platform: options.platform },
      ...(options.credentials ? { headers: { 'X-Registry-Auth': registryAuth(options.credentials) } } : {}),
      signal: options.signal,
      limitMs: 'none',
      about,
    });
    for await (const { value, error } of readProgress(body, line)) {
      if (error !== undefined) throw pullFailed(connection, reference, error);
      if (value?.status !== undefined) options.onProgress?.(tell(value));
    }
  } catch (error) {
    if (isFailure(error, 'image.missing', 'permission', 'engine.failed') && 'status' in error.details)
      throw pullFailed(connection, reference, String(error.details['engine']));
    throw error;
  }
  const image = await inspectImage(connection, reference);
  if (!image) throw pullFailed(connection, reference, 'the engine said that it did, but does not have it');
  return image;
}

function tell({ id, status = '', progressDetail }: z.infer<typeof line>): PullProgress {
  const { current, total } = progressDetail ?? {};
  return {
    text: id ? `${id}: ${status}` : status,
    ...(typeof current === 'number' ? { currentBytes: current } : {}),
    ...(typeof total === 'number' ? { totalBytes: total } : {}),
  };
}

function pullFailed({ endpoint }: EngineConnection, reference: string, engine: string): Failure {
  const about = { kind: 'image', doing: `pull ${reference}` } as const;
  const known = explainMessage(engine, endpoint, about);
  if (known?.code === 'disk.full') return known;
  return new Failure(
    'pull.failed',
    `Could not pull ${reference} on ${endpoint}: ${engine}. Check the name, the network, and whether its registry wants ` +
      'a login (docker login).',
    { endpoint, reference, engine },
    { retry: true },
  );
}

/** Base64url of the JSON, as the API wants it; the names are those of its AuthConfig. */
function registryAuth(credentials: RegistryCredentials): string {
  const config = {
    username: credentials.username,
    password: credentials.password,
    identitytoken: credentials.identityToken,
    serveraddress: credentials.serverAddress,
  };
  // With padding: the engine before 23 decodes strictly.
  return Buffer.from(JSON.stringify(config)).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}
