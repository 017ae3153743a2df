import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';

/** What Git knows of a folder. */
export interface Revision {
  /** Commit that is checked out; undefined before the first one. */
  readonly commit?: string;
  /** URL of the remote `origin`, without user and password. */
  readonly source?: string;
}

/**
 * Reads the commit and the origin of the repository that a folder is in, from its files: Git itself need not be
 * installed. Knows work trees and packed refs (gitrepository-layout). Whether files differ from the commit is not
 * looked at; the input hash says what was built, this only where it came from. Never rejects: what cannot be read is
 * left out.
 */
export async function readRevision(folder: string): Promise<Revision> {
  const git = await findGitFolder(resolve(folder));
  if (git === undefined) return {};
  const shared = await readText(join(git, 'commondir'));
  const common = shared === undefined ? git : resolve(git, shared.trim());
  const commit = await readHead(git, common);
  const source = readOrigin((await readText(join(common, 'config'))) ?? '');
  return { ...(commit === undefined ? {} : { commit }), ...(source === undefined ? {} : { source }) };
}

/** The `.git` folder of this folder or the nearest one above; in a work tree `.git` is a file that names it. */
async function findGitFolder(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    if ((await readText(join(at, '.git', 'HEAD'))) !== undefined) return join(at, '.git');
    const link = /^gitdir: (.+)$/m.exec((await readText(join(at, '.git'))) ?? '')?.[1]?.trim();
    if (link !== undefined) return isAbsolute(link) ? link : resolve(at, link);
    if (dirname(at) === at) return undefined;
  }
}

async function readHead(git: string, common: string): Promise<string | undefined> {
  const head = (await readText(join(git, 'HEAD')))?.trim() ?? '';
  const ref = /^ref: (refs\/.+)$/.exec(head)?.[1];
  if (ref === undefined) return asCommit(head);
  const loose = (await readText(join(git, ref))) ?? (await readText(join(common, ref)));
  if (loose !== undefined) return asCommit(loose.trim());
  const packed = (await readText(join(common, 'packed-refs'))) ?? '';
  const line = packed.split('\n').find((each) => each.endsWith(` ${ref}`));
  return asCommit(line?.split(' ', 1)[0] ?? '');
}

/** SHA-1 or SHA-256, whichever the repository uses. */
function asCommit(text: string): string | undefined {
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(text) ? text : undefined;
}

function readOrigin(config: string): string | undefined {
  let inOrigin = false;
  for (const line of config.split('\n')) {
    if (/^\s*\[/.test(line)) inOrigin = /^\s*\[remote "origin"\]/.test(line);
    const url = inOrigin ? /^\s*url\s*=\s*(.+?)\s*$/.exec(line)?.[1] : undefined;
    if (url !== undefined) return withoutCredentials(url);
  }
  return undefined;
}

/** `https://user:token@host/path` becomes `https://host/path`. A path on this machine says nothing elsewhere. */
function withoutCredentials(url: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(url) && !url.startsWith('file:')) {
    return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, '$1');
  }
  return /^[\w.-]+@[\w.-]+:/.test(url) ? url : undefined;
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}
