// @ts-check
'use strict';

/*
 * What `electron PATH` does, for a runtime that came without it: the first argument that is no option is the folder (or
 * file) of the app to start; `-r FILE` loads something first. The app sees itself as Electron's own starter would show it.
 */

const { app } = require('electron');
const { readFileSync, statSync } = require('node:fs');
const Module = require('node:module');
const { join, resolve } = require('node:path');
const { prepareStandin } = require('./prepare-standin.cjs');

prepareStandin();
const { preloads, place } = readArguments(process.argv.slice(1));
for (const file of preloads) require(resolve(file));
if (place === undefined) throw new Error('Name the folder of the app to start.');
startApp(resolve(place));

/** @param {readonly string[]} args */
function readArguments(args) {
  const found = {
    preloads: /** @type {string[]} */ ([]),
    place: /** @type {string | undefined} */ (undefined),
  };
  for (let index = 0; index < args.length; index++) {
    const one = args[index] ?? '';
    if (one === '-r') found.preloads.push(args[++index] ?? '');
    else if (!one.startsWith('-')) {
      found.place = one;
      break;
    }
  }
  return found;
}

/** @param {string} place */
function startApp(place) {
  const file = statSync(place).isFile() ? place : startFolder(place);
  process.argv.splice(1, process.argv.indexOf(place) > 0 ? process.argv.indexOf(place) : 1, file);
  // The entry of an app is its main module, whatever started it.
  // @ts-expect-error _load is what `require` calls; it alone takes `isMain`.
  Module._load(file, undefined, true);
}

/** @param {string} folder */
function startFolder(folder) {
  const { main, name, productName, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  app.setName(productName ?? name);
  // @ts-expect-error what Electron's own starter calls, too.
  app.setVersion(version);
  // @ts-expect-error likewise.
  app.setAppPath(folder);
  return join(folder, main);
}
