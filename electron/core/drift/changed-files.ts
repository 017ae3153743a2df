import type { FileChange, FileChanges } from '../engine/container-setup.ts';
import type { PathTest } from '../releases/context/compile-pattern.ts';
import type { Difference } from './found-drift.ts';
import { HEALING } from './healing.ts';

export interface FilesQuestion {
  /** Where something is mounted: mounts, tmpfs, and what the engine puts into every container. */
  readonly mounted: readonly string[];
  /** The app's own patterns. */
  readonly ignore: PathTest;
}

/** Of the paths found, so many are named. */
const NAMED_PATHS = 5;

/** Folders that programs write to by habit; nothing of the image's is in them. */
const SCRATCH = ['/tmp', '/var/tmp', '/run', '/var/run', '/var/log', '/var/cache', '/root/.cache', '/dev'];

/**
 * Whether files of a container differ from its image's, in one finding. A folder counts as changed when something in it is,
 * so of a path and what lies below it only the latter is told, and of folders such as /tmp only what is left in them. Pure.
 */
export function findChangedFiles(question: FilesQuestion, changes: FileChanges): readonly Difference[] {
  const places = question.mounted.map((path) => path.replace(/(?<=.)\/$/, ''));
  const kept = changes.entries.filter(
    ({ path }) => !places.some((place) => isAtOrBelow(path, place)) && !isIgnored(path, question.ignore),
  );
  const folders = foldersAbove([...changes.entries.map(({ path }) => path), ...places]);
  const found = kept.filter(
    ({ path, kind }) => kind === 'deleted' || !(folders.has(path) || SCRATCH.includes(path)),
  );
  if (found.length === 0 && changes.complete) return [];
  const harmless = changes.complete && found.every(isScratch);
  const more = found.length > NAMED_PATHS ? `, and ${found.length - NAMED_PATHS} more` : '';
  const count = `${changes.complete ? '' : 'more than '}${found.length}`;
  const noun = found.length === 1 && changes.complete ? 'file differs' : 'files differ';
  return [
    {
      id: 'files',
      kind: 'files',
      what: `${count} ${noun} from the image${harmless ? ', all in folders for such' : ''}`,
      severity: harmless ? 'info' : 'warning',
      expected: 'as in the image',
      observed: `${found.slice(0, NAMED_PATHS).map(describe).join(', ')}${more}`,
      healing: HEALING.lost,
    },
  ];
}

function isScratch({ path, kind }: FileChange): boolean {
  return kind !== 'deleted' && SCRATCH.some((folder) => isAtOrBelow(path, folder));
}

function isAtOrBelow(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

/** A pattern that matches a folder goes for all that is in it. */
function isIgnored(path: string, ignore: PathTest): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1))
    if (ignore(path.slice(1, end))) return true;
  return false;
}

function foldersAbove(paths: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

function describe({ path, kind }: FileChange): string {
  return `${path} ${kind}`;
}
