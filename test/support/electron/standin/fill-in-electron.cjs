// @ts-check
'use strict';

/* What main uses of Electron 45, and pages of its Chromium, that the stand-in, Electron 25, does not have. */

const { app } = require('electron');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { fillInLanguage } = require('./fill-in-language.cjs');

function fillInElectron() {
  app.on('web-contents-created', (_event, contents) => {
    // @ts-expect-error it is not there in this runtime
    if (contents.navigationHistory === undefined) addHistory(contents);
  });
  const preload = writePreload();
  app.on('session-created', (session) => session.setPreloads([...session.getPreloads(), preload]));
}

/** @param {import('electron').WebContents} contents */
function addHistory(contents) {
  Object.defineProperty(contents, 'navigationHistory', {
    value: {
      canGoToOffset: (/** @type {number} */ offset) => contents.canGoToOffset(offset),
      goToOffset: (/** @type {number} */ offset) => contents.goToOffset(offset),
    },
  });
}

/** Later, showing a popover that is shown already became nothing to complain about. Runs in the page, as its text. */
function fillInPage() {
  // @ts-expect-error there are no elements where this file itself runs
  const { prototype } = globalThis.HTMLElement;
  for (const [name, open] of /** @type {const} */ ([
    ['showPopover', true],
    ['hidePopover', false],
  ])) {
    const original = prototype[name];
    prototype[name] = function change(/** @type {unknown[]} */ ...args) {
      if (this.matches(':popover-open') !== open) original.apply(this, args);
    };
  }
}

/** A preload that fills the language in for the page itself, before its scripts; sandboxed ones are a single file. */
function writePreload() {
  const file = join(dirname(process.execPath), 'fill-in-page.cjs');
  const code = [fillInLanguage, fillInPage].map((fill) => `(${fill.toString()})()`).join(';\n');
  const text = `require('electron').webFrame.executeJavaScript(${JSON.stringify(code)});\n`;
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
  return file;
}

module.exports = { fillInElectron };
