import type { Menu, Notification } from 'electron';

/** What the app asked of the desktop, as `observe-desktop.cjs` notes it in the main process. */
export interface ObservedDesktop {
  readonly tray?: { readonly image: string; readonly tooltip: string; readonly menu: Menu };
  readonly notifications: readonly {
    readonly title: string;
    readonly body: string;
    readonly urgency: string;
    readonly actions: readonly string[];
    readonly shown: Notification;
  }[];
  readonly questions: readonly {
    readonly message: string;
    readonly detail?: string;
    readonly buttons: readonly string[];
  }[];
  /** Index of the button that each next question is answered with; without one, a question waits. */
  readonly answers: number[];
  /** Questions that wait; each takes the index of a button. */
  readonly waiting: ((response: number) => void)[];
  /** Addresses and files that were to be opened outside. */
  readonly opened: readonly string[];
  /** What the next folder dialogs answer. */
  readonly folders: string[];
  /** What a user reads in a menu; without one, in the application's. */
  read(menu?: Menu): readonly string[];
  /** Chooses the entry of that label; without a menu, in the application's. */
  choose(menu: Menu | undefined, label: string): void;
}
