// @ts-check
'use strict';

/* What the main process uses of Electron 45 that the stand-in, Electron 25, has under another name. */

const { app } = require('electron');

function fillInElectron() {
  app.on('web-contents-created', (_event, contents) => {
    // @ts-expect-error it is not there in this runtime
    if (contents.navigationHistory !== undefined) return;
    Object.defineProperty(contents, 'navigationHistory', {
      value: {
        canGoToOffset: (/** @type {number} */ offset) => contents.canGoToOffset(offset),
        goToOffset: (/** @type {number} */ offset) => contents.goToOffset(offset),
      },
    });
  });
}

module.exports = { fillInElectron };
