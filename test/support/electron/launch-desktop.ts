import type { ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { provideDisplay, type ProvidedDisplay } from './provide-display.mjs';
import { provideElectron, type ProvidedElectron } from './provide-electron.mjs';

/** The desktop app, as a user has started it, on a screen of its own. */
export interface LaunchedDesktop {
  readonly app: ElectronApplication;
  readonly electron: ProvidedElectron;
  /** DISPLAY, for a second start. */
  readonly display: string;
  /** Everything it has said on its standard error so far. */
  said(): string;
  /** The window's page, once it shows something. A new one after the window was closed. */
  page(): Promise<Page>;
  /** Quits as the user does. */
  quit(): Promise<void>;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  hasEnded(): boolean;
}

const CHECKOUT = join(import.meta.dirname, '../../..');

/**
 * Starts what `npm run build` made, in an Electron that can be had here.
 * @param options.env beside this process's own; TWINBERTH_HOME decides which data
 */
export async function launchDesktop(options: {
  readonly env: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}): Promise<LaunchedDesktop> {
  const electron = provideElectron();
  const display = await provideDisplay();
  try {
    const app = await _electron.launch({
      executablePath: electron.executable,
      args: desktopArguments(options.args ?? []),
      env: desktopEnvironment(display.name, options.env),
    });
    return launched(app, electron, display);
  } catch (error) {
    await display.release();
    throw error;
  }
}

/** What Electron is started with; also for a second start of the same app, which nobody drives. */
export function desktopArguments(args: readonly string[], driven = true): string[] {
  const preloads = [...(driven ? [LOADER] : []), join(import.meta.dirname, 'observe-desktop.cjs')];
  // Chromium's own sandbox does not work for root, and in most containers for nobody.
  const chromium = ['--no-sandbox', '--disable-gpu'];
  return [...chromium, ...preloads.flatMap((file) => ['-r', file]), CHECKOUT, ...args];
}

/** Playwright's own, which keeps the app from beginning before it is watched; it is only used by itself for `electron`. */
const LOADER = join(
  createRequire(import.meta.url).resolve('playwright-core/package.json'),
  '../lib/server/electron/loader.js',
);

export function desktopEnvironment(
  display: string,
  env: Readonly<Record<string, string>>,
): Record<string, string> {
  const own = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^(?:DOCKER_|TWINBERTH_|DBUS_)/.test(entry[0]),
  );
  return { ...Object.fromEntries(own), DISPLAY: display, DBUS_SESSION_BUS_ADDRESS: 'disabled:', ...env };
}

/** How long the stand-in may take to end after it has quit, milliseconds; it takes a tenth of a second, or for ever. */
const STANDIN_END_MS = 5_000;

/**
 * The exit code that the app quit with, once the stand-in has hung in its own end and was killed. V8 11.4 asks for the cleanup
 * of a FinalizationRegistry again and again when no JavaScript may run any more (https://github.com/nodejs/node/issues/47748,
 * mended before Node 24), so that now and then it never gets out of there. An official build gets no such help.
 */
function endStandin(child: ChildProcess, said: () => string): { code(): number | undefined } {
  let killed: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  child.stderr?.on('data', () => {
    const quit = /^observed: quit with (\d+)$/m.exec(said());
    if (quit === null || timer !== undefined) return;
    timer = setTimeout(() => {
      killed = Number(quit[1]);
      console.error(`the stand-in had quit with ${killed}, did not end, and was killed`);
      child.kill('SIGKILL');
    }, STANDIN_END_MS);
  });
  child.once('exit', () => clearTimeout(timer));
  return { code: () => killed };
}

function launched(
  app: ElectronApplication,
  electron: ProvidedElectron,
  display: ProvidedDisplay,
): LaunchedDesktop {
  let said = '';
  let over = false;
  const child = app.process();
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const standin = electron.kind === 'stand-in' ? endStandin(child, () => said) : undefined;
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      over = true;
      void display.release().then(() => resolve(standin?.code() ?? code));
    });
  });
  return {
    app,
    electron,
    display: display.name,
    ended,
    hasEnded: () => over,
    said: () => said,
    page: async () => {
      const page = app.windows().find((one) => !one.isClosed()) ?? (await app.waitForEvent('window'));
      await page.locator('main').first().waitFor();
      return page;
    },
    quit: async () => {
      await app.close();
      await ended;
    },
  };
}
