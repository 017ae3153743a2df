import { app, powerMonitor } from 'electron';

export interface SystemDeps {
  /** Ends the app without asking anybody. */
  readonly quit: () => void;
  readonly wake: () => void;
}

/** What a terminal, a service manager and the end of a session send. On Windows only the first can come. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Who ends the app with a signal, or ends the session, waits for no answer: what runs is taken back, or finished where that
 * is safer, and the app goes. A machine that wakes up has things to catch up with.
 */
export function followSystem({ quit, wake }: SystemDeps): void {
  // Electron has listeners of its own for these, which would quit and so ask. The last who listens is told.
  for (const signal of SIGNALS) process.on(signal, quit);
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    // Linux and macOS wait for an app that says so, as long as they do for any.
    event?.preventDefault();
    quit();
  });
  app.on('browser-window-created', (_event, window) => {
    window.on('session-end', quit);
  });
  powerMonitor.on('resume', wake);
}
