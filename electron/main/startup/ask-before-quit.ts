import { app, dialog, type BrowserWindow } from 'electron';
import type { Operation } from '../../../shared/model/operation.ts';
import { describeQuit } from './describe-quit.ts';

export interface QuitDeps {
  readonly running: () => readonly Operation[];
  readonly window: () => BrowserWindow | undefined;
  /** Ends everything; the app exits when it has settled. */
  readonly close: () => Promise<void>;
}

/**
 * Asks when quitting would cancel something, and closes the core before the app ends.
 * @returns whether the end has begun
 */
export function askBeforeQuit({ running, window, close }: QuitDeps): () => boolean {
  let stage: 'open' | 'asking' | 'agreed' | 'closing' = 'open';
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
    void ask(question, window()).then((agreed) => {
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
  return () => stage === 'closing';
}

async function ask(
  question: NonNullable<ReturnType<typeof describeQuit>>,
  over: BrowserWindow | undefined,
): Promise<boolean> {
  const options = { type: 'warning', ...question, defaultId: 0, cancelId: 0, noLink: true } as const;
  const asked = over === undefined ? dialog.showMessageBox(options) : dialog.showMessageBox(over, options);
  return (await asked).response === 1;
}
