// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * Writes docs/licences.md from package-lock.json:
 *   node test/support/docs/list-licences.mjs
 */

/** Ask of those who pass the software on no more than to name its authors. SPDX identifiers (spdx.org/licenses). */
const PERMISSIVE = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'];

/**
 * Packages under another licence, each with the reason for which it may be shipped.
 * @type {Readonly<Record<string, { licence: string, because: string }>>}
 */
const EXCEPTIONS = {
  '@fontsource-variable/inter': {
    licence: 'OFL-1.1',
    because: 'a font, which may be bundled with any software as long as it is not sold by itself',
  },
  '@fontsource-variable/jetbrains-mono': {
    licence: 'OFL-1.1',
    because: 'a font, which may be bundled with any software as long as it is not sold by itself',
  },
};

/** Needed only to develop, as far as npm knows, and yet in every package: the app runs in it. */
const RUNTIME = 'electron';

/** @typedef {{ name: string, version: string, licence: string, direct: boolean }} Shipped */
/** @typedef {{ version?: string, license?: string, dev?: boolean, devOptional?: boolean, peer?: boolean, dependencies?: Record<string, string> }} Locked */

/**
 * Every package that is installed for users, by name and version. Left out is what is there for the developer, and what
 * another package would only like to have beside itself (`peer`, `devOptional`): types, of which bundling leaves nothing.
 * @param {{ packages: Readonly<Record<string, Locked>> }} lock package-lock.json, version 3
 * @returns {Shipped[]}
 */
export function listShipped({ packages }) {
  const direct = Object.keys(packages['']?.dependencies ?? {});
  return Object.entries(packages)
    .filter(
      ([path, { dev, devOptional, peer }]) =>
        path !== '' && (![dev, devOptional, peer].includes(true) || path === `node_modules/${RUNTIME}`),
    )
    .map(([path, { version = '', license }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return {
        name,
        version,
        licence: license ?? 'an unnamed licence',
        direct: path === `node_modules/${name}` && (direct.includes(name) || name === RUNTIME),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
}

/**
 * Packages that may not be shipped as things are, a sentence each.
 * @param {readonly Shipped[]} shipped
 * @returns {string[]}
 */
export function judgeLicences(shipped) {
  const problems = shipped
    .filter(({ name, licence }) => !PERMISSIVE.includes(licence) && EXCEPTIONS[name]?.licence !== licence)
    .map(
      ({ name, version, licence }) => `${name} ${version} is under ${licence}, which nobody has agreed to`,
    );
  const needless = Object.keys(EXCEPTIONS)
    .filter((name) => !shipped.some((each) => each.name === name))
    .map((name) => `${name} is an exception, but it is not shipped`);
  return [...problems, ...needless];
}

/**
 * @param {readonly Shipped[]} shipped
 * @returns {string} docs/licences.md
 */
export function renderLicences(shipped) {
  const exceptions = Object.entries(EXCEPTIONS).map(
    ([name, { licence, because }]) => `- \`${name}\` (${licence}): ${because}.`,
  );
  return `# Licences of what Twinberth ships

Written from \`package-lock.json\` by \`node test/support/docs/list-licences.mjs\`; a test holds it against that. Twinberth itself is
under the [MIT licence](../LICENSE). Tools that only build or test it are not in a package and not in this list.

Allowed without further ado are ${PERMISSIVE.join(', ')}. Under another licence, and why they may be shipped:

${exceptions.join('\n')}

Electron brings Chromium and Node, whose parts and licences are in the \`LICENSES.chromium.html\` beside the program. The proxy in
front of the apps (HAProxy, GPL-2.0) is not shipped: the engine pulls its image, and it runs as a program of its own.

## Packages

${table([['package', 'version', 'licence', 'wanted by'], ...shipped.map(({ name, version, licence, direct }) => [`\`${name}\``, version, licence, direct ? 'Twinberth' : 'another of these'])])}
`;
}

/**
 * As prettier aligns it.
 * @param {readonly (readonly string[])[]} rows the first has the titles
 */
function table(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [titles = [], ...rest] = rows;
  return [line(titles), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const checkout = fileURLToPath(new URL('../../../', import.meta.url));
  const shipped = listShipped(JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8')));
  writeFileSync(join(checkout, 'docs/licences.md'), renderLicences(shipped));
  const problems = judgeLicences(shipped);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
