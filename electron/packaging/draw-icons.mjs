// @ts-check
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { icnsOf, icoOf } from './icon-containers.mjs';

/*
 * Draws every picture of the app from twinberth.svg into `icons`, with rsvg-convert (Debian package librsvg2-bin):
 *   node electron/packaging/draw-icons.mjs
 * The pictures are committed, so that a build needs no such program; `icons/drawn-from` says which SVG they show.
 */

const SOURCE = join(import.meta.dirname, 'twinberth.svg');
const TARGET = join(import.meta.dirname, 'icons');

/** Sizes of the icon theme on Linux, of Windows' .ico, and of macOS' .icns. */
const APP_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

/**
 * Outlines and badges for light and for dark panels. A template is one colour, which macOS replaces.
 * @type {readonly { name: string, ink: string, badge: Readonly<Record<string, string>> }[]}
 */
const PANELS = [
  { name: 'dark', ink: '#1c1d1f', badge: { working: '#ae401d', wrong: '#b3261e' } },
  { name: 'light', ink: '#f4f3f0', badge: { working: '#f08a5d', wrong: '#ff8a80' } },
  { name: 'Template', ink: '#000000', badge: { working: '#000000', wrong: '#000000' } },
];

const svg = readFileSync(SOURCE, 'utf8');
rmSync(TARGET, { recursive: true, force: true });
mkdirSync(join(TARGET, 'app'), { recursive: true });

const app = new Map(APP_SIZES.map((size) => [size, draw('app', size, 1024)]));
for (const [size, png] of app) writeFileSync(join(TARGET, 'app', `${size}x${size}.png`), png);
writeFileSync(join(TARGET, 'app.png'), /** @type {Buffer} */ (app.get(256)));
writeFileSync(join(TARGET, 'app.ico'), icoOf(app));
writeFileSync(join(TARGET, 'app.icns'), icnsOf(app));

for (const { name, ink, badge } of PANELS)
  for (const state of ['well', 'working', 'wrong']) {
    const colours = { INK: ink, BADGE: badge[state] ?? ink };
    const base = join(TARGET, `tray-${state}-${name}`);
    const size = name === 'Template' ? 18 : 22;
    writeFileSync(`${base}.png`, draw(`tray-${state}`, size, 22, colours));
    writeFileSync(`${base}@2x.png`, draw(`tray-${state}`, size * 2, 22, colours));
  }
writeFileSync(join(TARGET, 'drawn-from'), `${createHash('sha256').update(svg).digest('hex')}\n`);

/**
 * @param {string} group id of a group
 * @param {number} size of the picture, pixels
 * @param {number} units that the group is wide
 * @param {Readonly<Record<string, string>>} [colours]
 * @returns {Buffer} PNG
 */
function draw(group, size, units, colours = {}) {
  const begin = svg.indexOf(`<g id="${group}">`);
  const end = svg.indexOf('\n  </g>\n', begin);
  if (begin === -1 || end === -1) throw new Error(`twinberth.svg has no group ${group}.`);
  let body = svg.slice(begin, end + '\n  </g>'.length);
  for (const [name, colour] of Object.entries(colours)) body = body.replaceAll(`"${name}"`, `"${colour}"`);
  const whole = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${units} ${units}">${body}</svg>`;
  const drawn = spawnSync('rsvg-convert', ['-w', String(size), '-h', String(size), '-f', 'png'], {
    input: whole,
  });
  if (drawn.status !== 0)
    throw new Error(`rsvg-convert failed: ${drawn.error?.message ?? drawn.stderr.toString()}`);
  return drawn.stdout;
}
