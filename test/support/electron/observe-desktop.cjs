// @ts-check
'use strict';

/*
 * Loaded before the app, in its main process (`electron -r`): notes what it asks of the desktop, which no test can see on a
 * screen without one, and answers in the user's place. `globalThis.desktop` is what tests read and set.
 */

const { app, dialog, Menu, Notification, shell, Tray } = require('electron');

const desktop = {
  /** @type {{ image?: string, tooltip?: string, menu?: unknown } | undefined} */
  tray: undefined,
  /** @type {{ title: string, body: string, urgency: string, actions: string[], shown: any }[]} */
  notifications: [],
  /** @type {{ message: string, detail?: string, buttons: string[] }[]} */
  questions: [],
  /** Index of the button that each next question is answered with; unanswered ones wait. */
  /** @type {number[]} */
  answers: [],
  /** @type {((response: number) => void)[]} */
  waiting: [],
  /** @type {string[]} */
  opened: [],
  /** @type {string[]} */
  folders: [],
};
Object.assign(globalThis, { desktop });

/**
 * @param {any} target
 * @param {string} name
 * @param {(this: any, original: Function, ...args: any[]) => unknown} replacement
 */
function replace(target, name, replacement) {
  const original = target[name];
  Object.defineProperty(target, name, {
    configurable: true,
    writable: true,
    value(/** @type {any[]} */ ...args) {
      return replacement.call(this, original?.bind(this), ...args);
    },
  });
}

replace(Tray.prototype, 'setImage', (original, image) => {
  desktop.tray = { ...desktop.tray, image: typeof image === 'string' ? image : 'picture' };
  return original(image);
});
replace(Tray.prototype, 'setToolTip', (original, tooltip) => {
  desktop.tray = { ...desktop.tray, tooltip };
  return original(tooltip);
});
replace(Tray.prototype, 'setContextMenu', (original, menu) => {
  desktop.tray = { ...desktop.tray, menu };
  return original(menu);
});
replace(Tray.prototype, 'destroy', (original) => {
  desktop.tray = undefined;
  return original();
});

// Without a notification service on the bus there is nothing that could show one.
Notification.isSupported = () => true;
replace(Notification.prototype, 'show', function (original) {
  const { title, body, urgency, actions } = this;
  const texts = actions.map((/** @type {{ text: string }} */ { text }) => text);
  desktop.notifications.push({ title, body, urgency, actions: texts, shown: this });
  return original();
});

replace(dialog, 'showMessageBox', async (_original, ...args) => {
  const { message, detail, buttons } = args.at(-1);
  desktop.questions.push({ message, detail, buttons });
  const answer = desktop.answers.shift();
  const response = answer ?? (await new Promise((resolve) => desktop.waiting.push(resolve)));
  return { response, checkboxChecked: false };
});
replace(dialog, 'showOpenDialog', async () => {
  const folder = desktop.folders.shift();
  return { canceled: folder === undefined, filePaths: folder === undefined ? [] : [folder] };
});
replace(shell, 'openExternal', async (_original, url) => void desktop.opened.push(url));
replace(shell, 'showItemInFolder', (_original, path) => void desktop.opened.push(path));

/** A menu as text: what a user reads in it, entries of a submenu indented. @param {any} menu @returns {string[]} */
Object.assign(desktop, {
  read: (/** @type {any} */ menu) => readMenu(menu ?? Menu.getApplicationMenu()),
  choose: (/** @type {any} */ menu, /** @type {string} */ label) => {
    const found = allItems(menu ?? Menu.getApplicationMenu()).find((item) => item.label === label);
    if (found === undefined) throw new Error(`no entry "${label}" in:\n${readMenu(menu).join('\n')}`);
    found.click();
  },
});

/** @param {any} menu @param {string} [indent] @returns {string[]} */
function readMenu(menu, indent = '') {
  return menu.items.flatMap((/** @type {any} */ item) => {
    const mark = item.type === 'radio' && item.checked ? '(•) ' : '';
    const text = item.type === 'separator' ? '—' : `${mark}${item.label}`;
    return [indent + text, ...(item.submenu ? readMenu(item.submenu, `${indent}  `) : [])];
  });
}

/** @param {any} menu @returns {any[]} */
function allItems(menu) {
  return menu.items.flatMap((/** @type {any} */ item) => [
    item,
    ...(item.submenu ? allItems(item.submenu) : []),
  ]);
}

// Whoever launched the app is told that nothing of it runs any more; what follows is Electron's own end.
app.once('quit', (_event, code) => process.stderr.write(`observed: quit with ${code}\n`));
