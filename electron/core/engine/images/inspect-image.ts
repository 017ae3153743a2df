import { z } from 'zod';
import { isFailure } from '../../runtime/failure.ts';
import type { EngineConnection } from '../engine-connection.ts';
import type { EngineImage } from '../engine.ts';
import { apiPath, LIMIT } from '../http/engine-request.ts';
import { asDigest, count, keys, stringMap, strings, text } from '../payload.ts';

const config = z.object({
  Labels: stringMap,
  Env: strings,
  User: text,
  ExposedPorts: keys,
  Volumes: keys,
  Healthcheck: z.object({ Test: strings }).nullish(),
  Cmd: strings,
  Entrypoint: strings,
  WorkingDir: text,
  StopSignal: text,
});

const payload = z.object({
  Id: z.string(),
  RepoTags: strings,
  RepoDigests: strings,
  Os: text,
  Architecture: text,
  Variant: text,
  Size: count,
  Config: config.nullish(),
  RootFS: z
    .object({ Layers: strings })
    .nullish()
    .transform((value) => value?.Layers ?? []),
});

/** undefined when the engine has no such image. */
export async function inspectImage(
  { http }: EngineConnection,
  reference: string,
): Promise<EngineImage | undefined> {
  try {
    const found = await http.json(
      {
        method: 'GET',
        path: apiPath('images', reference, 'json'),
        limitMs: LIMIT.question,
        about: { kind: 'image', doing: `describe image ${reference}` },
      },
      payload,
    );
    return toImage(found);
  } catch (error) {
    if (isFailure(error, 'image.missing')) return undefined;
    throw error;
  }
}

function toImage(found: z.infer<typeof payload>): EngineImage {
  const told = found.Config;
  return {
    id: asDigest(found.Id),
    tags: found.RepoTags.filter((tag) => !tag.startsWith('<none>')),
    repoDigests: found.RepoDigests.filter((digest) => !digest.startsWith('<none>')),
    layers: found.RootFS,
    os: found.Os,
    architecture: found.Architecture,
    ...(found.Variant === '' ? {} : { variant: found.Variant }),
    sizeBytes: found.Size,
    labels: told?.Labels ?? {},
    exposedPorts: tcpPorts(told?.ExposedPorts ?? []),
    hasHealthcheck: hasHealthcheck(told?.Healthcheck?.Test ?? []),
    user: told?.User ?? '',
    environment: told?.Env ?? [],
    volumes: told?.Volumes ?? [],
    command: told?.Cmd ?? [],
    entrypoint: told?.Entrypoint ?? [],
    workingDir: told?.WorkingDir ?? '',
    stopSignal: told?.StopSignal ?? '',
  };
}

/** `8080/tcp`, `8080` and ranges such as `8000-8002/tcp`. */
function tcpPorts(exposed: readonly string[]): readonly number[] {
  const ports = exposed.flatMap((entry) => {
    const match = /^(\d+)(?:-(\d+))?(?:\/tcp)?$/.exec(entry);
    if (!match) return [];
    const first = Number(match[1]);
    const last = Number(match[2] ?? match[1]);
    return Array.from(
      { length: Math.max(0, Math.min(last, 65_535) - first + 1) },
      (_, index) => first + index,
    );
  });
  return [...new Set(ports)].sort((a, b) => a - b);
}

/** `NONE` switches a base image's check off; an empty list would inherit one, and there is none left to inherit. */
function hasHealthcheck(test: readonly string[]): boolean {
  return test.length > 0 && test[0] !== 'NONE';
}
