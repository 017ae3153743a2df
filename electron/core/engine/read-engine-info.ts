import { z } from 'zod';
import type { EngineInfo } from './engine.ts';
import type { EngineHttp } from './http/engine-http.ts';
import { LIMIT } from './http/engine-request.ts';
import type { Negotiated } from './negotiate-version.ts';
import { strings, text } from './payload.ts';

const payload = z.object({
  ID: text,
  Name: text,
  ServerVersion: text,
  OSType: text,
  Architecture: text,
  Driver: text,
  DriverStatus: z
    .array(z.array(z.string()))
    .nullish()
    .transform((value) => value ?? []),
  SecurityOptions: strings,
  DockerRootDir: text,
  SystemTime: text,
});

export async function readEngineInfo(http: EngineHttp, agreed: Negotiated): Promise<EngineInfo> {
  const info = await http.json(
    {
      method: 'GET',
      path: '/info',
      limitMs: LIMIT.question,
      about: { kind: 'engine', doing: 'describe itself' },
    },
    payload,
  );
  return {
    // Podman makes up another ID for each answer.
    id: agreed.flavour === 'podman' ? `podman:${info.Name}:${info.DockerRootDir}` : info.ID,
    name: info.Name,
    version: info.ServerVersion,
    apiVersion: agreed.apiVersion,
    os: info.OSType,
    architecture: IMAGE_ARCHITECTURE[info.Architecture] ?? info.Architecture,
    imageStore: info.DriverStatus.some((pair) => pair.includes('io.containerd.snapshotter.v1'))
      ? 'containerd'
      : 'classic',
    storageDriver: info.Driver,
    builder: agreed.builder,
    rootless: info.SecurityOptions.some((option) => option.split(',').includes('name=rootless')),
    flavour: agreed.flavour,
    dataRoot: info.DockerRootDir,
    ...clockOf(info.SystemTime),
  };
}

/** RFC 3339 with nanoseconds. */
function clockOf(systemTime: string): { readonly clock?: number } {
  const clock = Date.parse(systemTime);
  return Number.isNaN(clock) ? {} : { clock };
}

/** The engine tells the kernel's name of its architecture, images tell Go's. */
const IMAGE_ARCHITECTURE: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  armv6l: 'arm',
  armv7l: 'arm',
  i386: '386',
  i686: '386',
  riscv64: 'riscv64',
};
