import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isFailure, toFailure, type Failure } from '../runtime/failure.ts';
import { readDockerContext, type DockerContext } from './read-docker-context.ts';

/** A context that could be read, or why it could not. */
export type ListedContext = DockerContext | { readonly name: string; readonly problem: Failure };

/** More contexts than this are not looked at: each of them is an engine that is asked. */
const MOST_CONTEXTS = 50;

const meta = z.object({ Name: z.string().min(1).max(255) });

/** Every context that `docker context ls` knows in Docker's folder, `default` apart, by name. Never rejects. */
export async function listDockerContexts(folder: string): Promise<readonly ListedContext[]> {
  const names = await contextNames(join(folder, 'contexts', 'meta'));
  const contexts = await Promise.all(
    names.map((name) =>
      readDockerContext(folder, name).catch((error: unknown): ListedContext => {
        const problem = isFailure(error) ? error : toFailure(error);
        return { name, problem };
      }),
    ),
  );
  return contexts.filter((context) => context !== undefined);
}

async function contextNames(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder).catch(() => []);
  const names = await Promise.all(
    entries.slice(0, MOST_CONTEXTS).map(async (entry) => {
      try {
        const text = await readFile(join(folder, entry, 'meta.json'), 'utf8');
        return meta.parse(JSON.parse(text)).Name;
      } catch {
        // Not a context: the docker command passes over it, too.
        return undefined;
      }
    }),
  );
  return names.filter((name) => name !== undefined).sort();
}
