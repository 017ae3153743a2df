import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import type { Preferences } from '../../../../shared/model/preferences.ts';
import { Failure } from '../../runtime/failure.ts';
import type { Log } from '../../runtime/log.ts';
import type { PreferencesStore } from '../house.ts';
import { sameValue } from '../same-value.ts';
import { DEFAULT_PREFERENCES, preferencesShape } from './preferences-shape.ts';

export interface OpenPreferences extends PreferencesStore {
  /** Reads the file again if another process has written it. */
  refresh(): void;
}

/**
 * What a user chose, in a file that only the user may read (0600) and that is replaced as a whole. One that cannot be read as
 * preferences is set aside as `….damaged`, and the defaults hold. `set` throws `permission`, `disk.full` or `disk.read`.
 */
export function openPreferences(
  file: string,
  deps: { readonly log: Log; readonly changed: (preferences: Preferences) => void },
): OpenPreferences {
  let current = readPreferences(file, deps.log);
  let seen = stampOf(file);

  const put = (next: Preferences): void => {
    if (sameValue(current, next)) return;
    current = next;
    deps.changed(next);
  };

  const refresh = (): void => {
    const now = stampOf(file);
    if (now === undefined || now === seen) return;
    seen = now;
    put(readPreferences(file, deps.log));
  };

  return {
    get: () => current,
    set: ({ notify, pausedUntil, ...plain }) => {
      // Another process may have changed something else since.
      refresh();
      const { pausedUntil: paused, ...kept } = current;
      const until = pausedUntil === undefined ? paused : (pausedUntil ?? undefined);
      const next: Preferences = {
        ...kept,
        ...plain,
        notify: { ...kept.notify, ...notify },
        ...(until === undefined ? {} : { pausedUntil: until }),
      };
      writePreferences(file, next);
      seen = stampOf(file);
      put(next);
      return next;
    },
    refresh,
  };
}

function readPreferences(file: string, log: Log): Preferences {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return DEFAULT_PREFERENCES;
  }
  const parsed = preferencesShape.safeParse(jsonOf(text));
  if (parsed.success) {
    const { pausedUntil, ...rest } = parsed.data;
    return { ...rest, ...(pausedUntil === undefined ? {} : { pausedUntil }) };
  }
  try {
    renameSync(file, `${file}.damaged`);
    log.warn('the preferences were damaged and have been set aside', { file: `${file}.damaged` });
  } catch (error) {
    log.warn('the preferences are damaged and could not be set aside', { file, reason: String(error) });
  }
  return DEFAULT_PREFERENCES;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function writePreferences(file: string, preferences: Preferences): void {
  const fresh = `${file}.${process.pid}.new`;
  try {
    const handle = openSync(fresh, 'w', 0o600);
    try {
      writeSync(handle, `${JSON.stringify(preferences, undefined, 2)}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(fresh, file);
  } catch (error) {
    removeQuietly(fresh);
    throw unwritable(file, error);
  }
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What could not be written tells more than what could not be removed.
  }
}

/** What is another when the file is; undefined where that cannot be seen: then what was last read holds. */
function stampOf(file: string): string | undefined {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    return found === undefined ? '' : `${found.ino} ${found.mtimeMs} ${found.size}`;
  } catch {
    return undefined;
  }
}

function unwritable(file: string, error: unknown): Failure {
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  const known = {
    EACCES: 'permission',
    EPERM: 'permission',
    EROFS: 'permission',
    ENOSPC: 'disk.full',
  } as const;
  return new Failure(
    code in known ? known[code as keyof typeof known] : 'disk.read',
    `The preferences could not be written to ${file} (${code}).`,
    { file, reason: code },
    { cause: error },
  );
}
