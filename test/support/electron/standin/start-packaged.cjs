// @ts-check
'use strict';

/* The entry of an app that was packaged with the stand-in runtime, instead of the product's own. */

const { prepareStandin } = require('./prepare-standin.cjs');

prepareStandin();
// @ts-expect-error it is there once it is packaged
require('../dist/desktop/main.cjs');
