import { z } from 'zod';
import type { EngineConnection } from '../engine-connection.ts';
import type { FileChange, FileChanges } from '../container-setup.ts';
import { apiPath, LIMIT } from '../http/engine-request.ts';

/** Of one entry; a longer path than the kernel allows (4,096 bytes, escaped at worst sixfold) is no entry. */
const ENTRY_CHARACTERS = 32 * 1024;

const KINDS = ['modified', 'added', 'deleted'] as const;
const entry = z.object({ Path: z.string(), Kind: z.union([z.literal(0), z.literal(1), z.literal(2)]) });

/**
 * What differs between a container's files and its image's (`GET /containers/{id}/changes`), at most `limit` entries: the
 * answer of a container that has written a million files is left after those. Mounts are not part of it.
 */
export async function readChanges(
  { http }: EngineConnection,
  id: string,
  options: { readonly limit: number; readonly signal?: AbortSignal },
): Promise<FileChanges> {
  const answer = await http.stream({
    method: 'GET',
    path: apiPath('containers', id, 'changes'),
    limitMs: LIMIT.firstByte,
    about: { kind: 'container', doing: `list what changed in container ${id}` },
    signal: options.signal,
  });
  const entries: FileChange[] = [];
  try {
    for await (const text of objectsIn(answer.body)) {
      if (entries.length === options.limit) return { entries, complete: false };
      const found = entry.safeParse(JSON.parse(text));
      if (found.success) entries.push({ path: found.data.Path, kind: KINDS[found.data.Kind] });
    }
    return { entries, complete: true };
  } finally {
    answer.close();
  }
}

/** The texts of the objects of a JSON array of flat objects, one after another, as they come in. */
async function* objectsIn(body: AsyncIterable<Buffer>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let begun = '';
  let state: 'outside' | 'object' | 'string' | 'escape' = 'outside';
  for await (const chunk of body) {
    for (const char of decoder.decode(chunk, { stream: true })) {
      if (state === 'outside') {
        if (char !== '{') continue;
        state = 'object';
        begun = char;
        continue;
      }
      begun += char;
      if (state === 'escape') state = 'string';
      else if (state === 'string') state = char === '\\' ? 'escape' : char === '"' ? 'object' : 'string';
      else if (char === '"') state = 'string';
      else if (char === '}') {
        state = 'outside';
        yield begun;
      }
      if (begun.length > ENTRY_CHARACTERS) return;
    }
  }
}
