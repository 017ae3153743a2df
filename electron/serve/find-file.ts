import { realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

/** A file of the interface, ready to be sent. */
export interface FoundFile {
  readonly path: string;
  readonly bytes: number;
  readonly type: string;
  /** Its name has a digest of its content: it can be kept for ever. */
  readonly immutable: boolean;
}

/**
 * The file that a request's path names, inside `root` (an absolute path without links) and nowhere else; undefined for
 * everything that is not plainly such a file: other folders, hidden files, links that lead out, types we do not have.
 * @param path of a URL, percent-encoded as it came, without the query
 */
export async function findFile(root: string, path: string): Promise<FoundFile | undefined> {
  const segments = decodeSegments(path === '/' ? '/index.html' : path);
  if (segments === undefined) return undefined;
  const type = MEDIA_TYPES[extname(segments.at(-1) ?? '').toLowerCase()];
  if (type === undefined) return undefined;
  try {
    const real = await realpath(join(root, ...segments));
    if (!real.startsWith(root + sep)) return undefined;
    const facts = await stat(real);
    if (!facts.isFile()) return undefined;
    return { path: real, bytes: facts.size, type, immutable: segments[0] === 'assets' };
  } catch {
    return undefined;
  }
}

/** Vite puts what has a digest in its name into `assets`; the names of the rest stay the same when their content changes. */
const SAFE_SEGMENT = /^[\w@+-][\w@+.-]*$/;

function decodeSegments(path: string): readonly string[] | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const segments = decoded.split('/').slice(1);
  return segments.length > 0 && segments.every((segment) => SAFE_SEGMENT.test(segment))
    ? segments
    : undefined;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
