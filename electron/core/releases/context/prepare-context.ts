import { hashContext } from './hash-context.ts';
import { changed } from './context-failures.ts';
import type { ContextEntry, ContextProgress } from './context-entry.ts';
import { locateDockerfile, resolveContextFolder } from './locate-dockerfile.ts';
import type { LocatedDockerfile } from './locate-dockerfile.ts';
import type { ExtraFile } from './pack-context.ts';
import { planBuilderFiles } from './plan-builder-files.ts';
import { readIgnoreRules } from './read-ignore-rules.ts';
import { noStatCache, openStatCache } from './stat-cache.ts';
import { walkContext } from './walk-context.ts';

export interface ContextRequest {
  /** Absolute. */
  readonly directory: string;
  /** Absolute, or relative to the context; may lie outside of it. */
  readonly dockerfile: string;
  /** Whom it is packed for. */
  readonly builder: 'buildkit' | 'classic';
  /** Where digests are remembered (see `statCachePath`); absent: nowhere. */
  readonly cacheFile?: string;
  /** Wall clock, milliseconds since 1970. */
  readonly now: number;
  readonly windows: boolean;
}

/** What is known of a context before it is packed. */
export interface ContextSummary {
  /** sha256 (hex) of what COPY can see; see `hashContext`. */
  readonly digest: string;
  readonly files: number;
  /** Sum of the files' sizes. */
  readonly bytes: number;
  /** Files that had to be read; the cache vouched for the others. */
  readonly filesRead: number;
  readonly dockerfile: {
    /** Absolute path. */
    readonly file: string;
    /** Path inside of the context, for the builder. */
    readonly sentAs: string;
    readonly text: string;
  };
  /** Absolute path of the ignore file that was followed. */
  readonly ignoreFile?: string;
  /** Why the cache could not be written; the context is good all the same. */
  readonly cacheProblem?: string;
}

export interface PreparedContext {
  readonly summary: ContextSummary;
  readonly root: string;
  readonly entries: readonly ContextEntry[];
  readonly extras: readonly ExtraFile[];
}

/**
 * Reads ignore rules and Dockerfile, walks the context and hashes it. Blocks its thread until that is done; `openContext`
 * does it in a worker. Fails with `context.invalid` or `disk.read`, and names the path.
 */
export function prepareContext(
  request: ContextRequest,
  onProgress?: (progress: ContextProgress) => void,
): PreparedContext {
  const root = resolveContextFolder(request.directory);
  const dockerfile = locateDockerfile(root, request.dockerfile);
  const { windows } = request;
  const rules = readIgnoreRules(root, dockerfile.file, { windows });
  const entries = walkContext(root, rules.matcher, { windows });
  const cache =
    request.cacheFile === undefined ? undefined : openStatCache(request.cacheFile, root, request.now);
  const hash = hashContext(root, entries, cache ?? noStatCache, onProgress ? { onProgress } : {});
  verifyDockerfile(root, request.dockerfile, dockerfile);
  const cacheProblem = cache && save(cache);
  const summary: ContextSummary = {
    ...hash,
    dockerfile: {
      file: dockerfile.file,
      sentAs: dockerfile.sentAs,
      text: dockerfile.content.toString('utf8'),
    },
    ...(rules.file === undefined ? {} : { ignoreFile: rules.file }),
    ...(cacheProblem === undefined ? {} : { cacheProblem }),
  };
  return { summary, root, entries, extras: planBuilderFiles(dockerfile, entries, request.builder) };
}

/** It was read before the walk; the text and what is packed must be the same. */
function verifyDockerfile(root: string, asked: string, before: LocatedDockerfile): void {
  const now = locateDockerfile(root, asked);
  if (now.file !== before.file || !now.content.equals(before.content)) throw changed(before.file, 'changed');
}

function save(cache: { save(): void }): string | undefined {
  try {
    cache.save();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
