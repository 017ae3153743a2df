import { watch, type FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppConfig } from '../../../../shared/model/app-config.ts';
import { FILE_NAMES } from '../../apps/load-config-file.ts';
import type { RegisteredApp } from '../../db/stores.ts';
import { atMost } from '../../runtime/at-most.ts';
import { toFailure } from '../../runtime/failure.ts';
import type { AppFile } from '../facts.ts';
import { sameValue } from '../same-value.ts';

/** What every app's twinberth.yaml says, kept up to date. */
export interface AppFiles {
  readonly files: ReadonlyMap<string, AppFile>;
  /** Watches these and no others. Settles when those that are new were read. */
  set(apps: readonly RegisteredApp[]): Promise<void>;
  close(): void;
}

interface Watched {
  readonly directory: string;
  watcher: FSWatcher | undefined;
  timer: NodeJS.Timeout | undefined;
  /** Names, sizes and times of the files when they were last read. */
  seen: string;
}

/** Editors write a file in several goes, milliseconds. */
const SETTLED_MS = 50;
/** How often the times of files are looked at, for folders whose changes the system does not tell, milliseconds. */
const SWEEP_MS = 5_000;
/** And of those whose changes it does tell: network file systems promise and do not keep. Every so many sweeps. */
const TRUSTED_SWEEPS = 12;
const AT_ONCE = 4;

export function watchAppFiles(
  appConfig: (app: string) => Promise<AppConfig>,
  changed: (app: string) => void,
): AppFiles {
  const watched = new Map<string, Watched>();
  const files = new Map<string, AppFile>();
  const inTurn = atMost(AT_ONCE);
  let sweeps = 0;

  const read = async (app: string): Promise<void> => {
    const own = watched.get(app);
    if (own === undefined) return;
    own.seen = await signatureOf(own.directory);
    const file = await appConfig(app).then(
      (config): AppFile => ({ config }),
      (error: unknown): AppFile => ({ problem: toFailure(error).toReply() }),
    );
    if (watched.get(app) !== own || sameFile(files.get(app), file)) return;
    files.set(app, file);
    changed(app);
  };
  const readSoon = (app: string, own: Watched): void => {
    clearTimeout(own.timer);
    own.timer = setTimeout(() => void inTurn(() => read(app)), SETTLED_MS);
  };
  const start = (app: RegisteredApp): Promise<void> => {
    const own: Watched = { directory: app.directory, watcher: undefined, timer: undefined, seen: '' };
    watched.set(app.name, own);
    own.watcher = watchFolder(app.directory, {
      touched: () => readSoon(app.name, own),
      gone: () => (own.watcher = undefined),
    });
    return inTurn(() => read(app.name));
  };
  const end = (app: string): void => {
    const own = watched.get(app);
    own?.watcher?.close();
    clearTimeout(own?.timer);
    watched.delete(app);
    files.delete(app);
  };
  const sweep = async (): Promise<void> => {
    sweeps += 1;
    for (const [app, own] of watched) {
      if (own.watcher !== undefined && sweeps % TRUSTED_SWEEPS !== 0) continue;
      const doubtful = files.get(app)?.problem !== undefined;
      if (doubtful || (await signatureOf(own.directory)) !== own.seen) await inTurn(() => read(app));
    }
  };
  const timer = setInterval(() => void sweep(), SWEEP_MS);

  return {
    files,
    set: async (apps) => {
      const wanted = new Map(apps.map((app) => [app.name, app.directory]));
      for (const [app, { directory }] of watched) if (wanted.get(app) !== directory) end(app);
      await Promise.all(apps.filter(({ name }) => !watched.has(name)).map(start));
    },
    close: () => {
      clearInterval(timer);
      for (const app of [...watched.keys()]) end(app);
    },
  };
}

/** Undefined where the system does not watch it: too many are, or the folder is not there. */
function watchFolder(
  directory: string,
  told: { readonly touched: () => void; readonly gone: () => void },
): FSWatcher | undefined {
  try {
    const watcher = watch(directory, { persistent: false }, (_event, name) => {
      if (name === null || FILE_NAMES.some((file) => file === name)) told.touched();
    });
    return watcher.on('error', () => {
      watcher.close();
      told.gone();
    });
  } catch {
    return undefined;
  }
}

async function signatureOf(directory: string): Promise<string> {
  const parts = await Promise.all(
    FILE_NAMES.map(async (name) => {
      const found = await stat(join(directory, name)).catch(() => undefined);
      return found === undefined ? '' : `${name} ${found.ino} ${found.size} ${found.mtimeMs}`;
    }),
  );
  return parts.join('\n');
}

function sameFile(before: AppFile | undefined, after: AppFile): boolean {
  if (before === undefined) return false;
  const plain = ({ config, problem }: AppFile) => ({
    problem,
    ...(config === undefined ? {} : { ...config, environments: [...config.environments] }),
  });
  return sameValue(plain(before), plain(after));
}
