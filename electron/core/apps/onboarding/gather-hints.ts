import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MAX_FILE_BYTES } from '../parse-yaml.ts';
import type { Hints } from './hints.ts';
import { readCompose } from './read-compose.ts';
import { readDockerfile } from './read-dockerfile.ts';
import { readPackage } from './read-package.ts';

/** Compose's own order. */
const COMPOSE_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];

/** Ports of programs that do not speak HTTP. */
const TCP_PORTS: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'],
  [25, 'SMTP'],
  [1433, 'SQL Server'],
  [1883, 'MQTT'],
  [3306, 'MySQL'],
  [5432, 'PostgreSQL'],
  [5672, 'AMQP'],
  [6379, 'Redis'],
  [11_211, 'memcached'],
  [27_017, 'MongoDB'],
]);

/** Reads what a folder says about its app. What cannot be read says nothing. */
export async function gatherHints(folder: string): Promise<Hints> {
  const dockerfile = await readShort(join(folder, 'Dockerfile'));
  const manifest = await readShort(join(folder, 'package.json'));
  const composeFile = await firstOf(COMPOSE_FILES.map((name) => join(folder, name)));
  const built = dockerfile === undefined ? undefined : readDockerfile(dockerfile, 'Dockerfile');
  const pack = manifest === undefined ? {} : readPackage(manifest);
  const compose = composeFile === undefined ? undefined : readCompose(composeFile.text, composeFile.path);
  const port = built?.port ?? compose?.port;
  const healthPath = built?.healthPath ?? compose?.healthPath;
  const source =
    built === undefined
      ? compose?.source
      : { value: { kind: 'build' as const }, because: 'there is a Dockerfile' };
  const protocol = port === undefined || healthPath !== undefined ? undefined : TCP_PORTS.get(port.value);
  return {
    name: pack.name ??
      compose?.name ?? { value: basename(folder), because: `the folder is called ${basename(folder)}` },
    volumes: joinVolumes(compose?.volumes ?? [], built?.volumes ?? []),
    environment: compose?.environment ?? [],
    notes: [...(built?.notes ?? []), ...(compose?.notes ?? [])],
    ...(source === undefined ? {} : { source }),
    ...(port === undefined ? {} : { port }),
    ...(healthPath === undefined ? {} : { healthPath }),
    ...(protocol === undefined || port === undefined
      ? {}
      : { mode: { value: 'tcp' as const, because: `port ${port.value} is ${protocol}'s` } }),
    // The test runs in the image: what it needs has to be there.
    ...(pack.test !== undefined && built?.copiesAll === true && built.runsNode ? { test: pack.test } : {}),
  };
}

/** A compose file gives a path its name; a Dockerfile only says that there is one. */
function joinVolumes(named: Hints['volumes'], paths: Hints['volumes']): Hints['volumes'] {
  const mounted = new Set(named.map(({ value }) => value.slice(value.indexOf(':') + 1)));
  return [...named, ...paths.filter(({ value }) => !mounted.has(value))];
}

async function firstOf(
  paths: readonly string[],
): Promise<{ readonly path: string; readonly text: string } | undefined> {
  for (const path of paths) {
    const text = await readShort(path);
    if (text !== undefined) return { path, text };
  }
  return undefined;
}

/** A file that is larger than any of these ever is, is not read: undefined, as for one that is not there. */
async function readShort(path: string): Promise<string | undefined> {
  try {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      return size > MAX_FILE_BYTES ? undefined : await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}
