import { app, dialog, type BrowserWindow } from 'electron';
import type { Operation } from '../../../shared/model/operation.ts';
import { describeQuit } from './describe-quit.ts';

export interface QuitDeps {
  readonly running: () => readonly Operation[];
  readonly window: () => BrowserWindow | undefined;
  /** Ends everything; the app exits when it has settled. */
  readonly close: () => Promise<void>;
}

export interface Quitting {
  /** Whether the end has begun. */
  readonly closing: () => boolean;
  /** Quits without a question, as somebody who waits for no answer wants it; one that is open is closed. */
  readonly quitUnasked: () => void;
}

/** Asks when quitting would cancel something, and closes the core before the app ends. */
export function askBeforeQuit({ running, window, close }: QuitDeps): Quitting {
  let stage: 'open' | 'asking' | 'agreed' | 'closing' = 'open';
  const unasked = new AbortController();
  app.on('before-quit', (event) => {
    if (stage === 'agreed' || stage === 'closing') return;
    const question = describeQuit(running());
    if (question === undefined) {
      stage = 'agreed';
      return;
    }
    event.preventDefault();
    if (stage === 'asking') return;
    stage = 'asking';
    void ask(question, window(), unasked.signal).then((agreed) => {
      if (stage !== 'asking') return;
      stage = agreed ? 'agreed' : 'open';
      if (agreed) app.quit();
    });
  });
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (stage === 'closing') return;
    stage = 'closing';
    // A turn later: Electron does not hear of the end while it still is telling about it.
    void close().finally(() => setImmediate(() => app.exit(0)));
  });
  return {
    closing: () => stage === 'closing',
    quitUnasked: () => {
      if (stage === 'agreed' || stage === 'closing') return;
      stage = 'agreed';
      unasked.abort();
      app.quit();
    },
  };
}

async function ask(
  question: NonNullable<ReturnType<typeof describeQuit>>,
  over: BrowserWindow | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  const options = { type: 'warning', ...question, defaultId: 0, cancelId: 0, noLink: true, signal } as const;
  const asked = over === undefined ? dialog.showMessageBox(options) : dialog.showMessageBox(over, options);
  return (await asked).response === 1;
}
