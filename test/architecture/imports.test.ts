import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { checkSource } from './check-source.ts';
import { TOP_FOLDERS } from './layers.ts';
import { listSources, listTopFolders } from './list-sources.ts';

const CHECKOUT = join(import.meta.dirname, '../..');

describe('this checkout', () => {
  const sources = listSources(CHECKOUT);

  test('was found', () => {
    expect(sources).toContain('electron/core/core.ts');
    expect(sources).toContain('shared/contract/errors.ts');
  });

  test('keeps every rule in every source file', () => {
    const problems = sources.flatMap((path) => checkSource(path, readFileSync(join(CHECKOUT, path), 'utf8')));
    expect(problems).toEqual([]);
  });

  test('has no other top folder than the agreed ones', () => {
    expect(listTopFolders(CHECKOUT).filter((name) => !TOP_FOLDERS.includes(name))).toEqual([]);
  });

  test.each(['shared', 'electron/core', 'electron/cli', 'electron/main', 'electron/preload'])(
    '%s is compiled without the types of a browser',
    (folder) => {
      const file = join(CHECKOUT, folder, 'tsconfig.json');
      const read = ts.parseJsonConfigFileContent(
        ts.readConfigFile(file, (path) => readFileSync(path, 'utf8')).config,
        ts.sys,
        join(CHECKOUT, folder),
      );
      expect(read.errors).toEqual([]);
      expect(read.options.lib?.filter((name) => name.includes('dom'))).toEqual([]);
    },
  );
});

describe('an import in the wrong direction is found', () => {
  test.each([
    ['shared/model/a.ts', "import { x } from '../../electron/core/core.ts';", 'may import only from shared'],
    ['shared/model/a.ts', "import { join } from 'node:path';", 'runs without Node'],
    ['electron/core/a.ts', "import { app } from 'electron';", 'may not use the package electron'],
    [
      'electron/core/a.ts',
      "import { run } from '../cli/run-cli.ts';",
      'may import only from electron/core, shared',
    ],
    [
      'electron/core/a.ts',
      "export { run } from '../cli/run-cli.ts';\nexport const b = 1;",
      'may import only from',
    ],
    ['electron/core/a.ts', "const cli = await import('../cli/run-cli.ts');", 'may import only from'],
    ['electron/core/a.ts', "type Cli = import('../cli/run-cli.ts').Cli;", 'may import only from'],
    ['electron/core/a.ts', "const d = require('dockerode');", 'may not use the package dockerode'],
    [
      'electron/core/edge/a.ts',
      "import type { Container } from 'dockerode';",
      'may not use the package dockerode',
    ],
    [
      'electron/core/edge/a.ts',
      "import Modem from 'docker-modem/lib/modem.js';",
      'may not use the package docker-modem',
    ],
    [
      'electron/core/edge/a.ts',
      "import Database from 'better-sqlite3';",
      'may not use the package better-sqlite3',
    ],
    [
      'electron/cli/a.ts',
      "import { x } from '../main/window.ts';",
      'may import only from electron/cli, electron/serve, electron/core, shared',
    ],
    ['electron/serve/a.ts', "import { x } from '../cli/run-cli.ts';", 'may import only from'],
    [
      'renderer/app/a.ts',
      "import { x } from '../../electron/core/core.ts';",
      'may import only from renderer, shared',
    ],
    ['renderer/app/a.ts', "import { z } from 'zod';", 'may not use the package zod'],
    ['renderer/app/a.ts', "import { join } from 'node:path';", 'runs without Node'],
  ])('%s: %s', (path, content, expected) => {
    expect(checkSource(path, content)).toEqual([expect.stringContaining(expected)]);
  });
});

test.each([
  ['electron/core/engine/a.ts', "import Docker from 'dockerode';"],
  ['electron/core/engine/a.ts', "import type { Failure } from '../runtime/failure.ts';"],
  [
    'electron/core/a.ts',
    "import { join } from 'node:path';\nimport type { X } from '../../shared/model/x.ts';",
  ],
  ['electron/main/a.ts', "import { app } from 'electron';"],
  ['test/unit/a.test.ts', "import Docker from 'dockerode';"],
  ['vitest.config.ts', 'export default {};'],
  ['electron/core/engine/run-credential-helper.ts', 'export const a = 1;'],
  ['renderer/ui/Button.tsx', 'export const Button = 1;'],
  ['renderer/ui/Button.module.css', '.a {}'],
  ['renderer/main.tsx', 'const a = 1;'],
  ['renderer/screens/a-columns.tsx', 'export const COLUMNS = [<i />];'],
  ['test/ui/gallery/Gallery.tsx', 'export const a = 1;'],
])('a rightful %s is left alone: %s', (path, content) => {
  expect(checkSource(path, content)).toEqual([]);
});

describe('a file that breaks a rule of style is found', () => {
  test.each([
    ['electron/core/a.ts', 'export default function f() {}', 'default export'],
    ['electron/core/a.ts', 'const a = 1;\nexport default a;', 'default export'],
    ['electron/core/a.ts', 'const a = 1;\nexport { a as default };', 'default export'],
    ['electron/core/a.ts', "export * from './b.ts';\nexport { c } from './c.ts';", 'only hands on'],
    ['electron/core/parseThing.ts', 'export const a = 1;', 'kebab-case'],
    ['electron/core/Button.tsx', 'export const a = 1;', 'kebab-case'],
    ['renderer/ui/icon-button.tsx', 'export function IconButton() {}', 'PascalCase'],
    ['renderer/ui/icon-button.tsx', 'export const IconButton = () => <i />;', 'PascalCase'],
    ['renderer/ui/iconButton.module.css', '.a {}', 'kebab-case'],
    ['renderer/styles/Tokens.css', '.a {}', 'kebab-case'],
    ['electron/core/string-utils.ts', 'export const a = 1;', '"utils"'],
    ['electron/core/engine/path-helper.ts', 'export const a = 1;', '"helper"'],
    ['electron/core/helpers/a.ts', 'export const a = 1;', '"helpers"'],
    ['electron/core/deployment-manager.ts', 'export const a = 1;', '"manager"'],
    ['electron/core/index.ts', 'export const a = 1;', '"index"'],
    ['electron/core/a.ts', `export const a = '${'x'.repeat(13_000)}';`, '12288 are the most'],
  ])('%s', (path, content, expected) => {
    expect(checkSource(path, content)).toEqual([expect.stringContaining(expected)]);
  });
});
