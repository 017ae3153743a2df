import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  APP_KEYS,
  BUILD_KEYS,
  DRIFT_KEYS,
  PLACEMENT_KEYS,
  RETENTION_KEYS,
  TEST_KEYS,
} from '../../../electron/core/apps/app-config-schema.ts';
import { NESTED_KEYS } from '../../../electron/core/apps/placement-schema.ts';
import { readAppConfig } from '../../../electron/core/apps/read-app-config.ts';
import { readSettings } from '../../../electron/core/apps/settings.ts';
import { codeIn, readDocument, rowsOf, sectionOf } from './read-document.ts';

const page = readDocument('docs/twinberth-yaml.md');
const keysIn = (heading: string) =>
  rowsOf(sectionOf(page, heading).split('\n### ')[0] ?? '').map(([key = '']) => codeIn(key)[0]);

describe('docs/twinberth-yaml.md', () => {
  const tables: readonly (readonly [heading: string, keys: readonly string[]])[] = [
    ['## The file', APP_KEYS.filter((key) => !PLACEMENT_KEYS.includes(key))],
    ['## build', BUILD_KEYS],
    ['## test', TEST_KEYS],
    ['## retention', RETENTION_KEYS],
    ['## drift', DRIFT_KEYS],
    ['## Containers', PLACEMENT_KEYS],
    ...Object.entries(NESTED_KEYS).map(([name, keys]) => [`### ${name}`, keys] as const),
  ];

  test.each(tables)('%s has exactly the keys that there are', (heading, keys) => {
    expect(keysIn(heading).toSorted()).toEqual(keys.toSorted());
  });

  test('says the default of everything that a variable can set, and which variable', () => {
    const rows = rowsOf(sectionOf(page, '## Defaults of this machine')).map((cells) => cells.map(firstCode));
    const { origins } = readSettings({}, 'linux', '/home/me');
    const set = origins.filter(({ name, value }) => value !== '' && !/^(home$|docker\.)/.test(name));
    for (const { name, value } of set) {
      const [variable = '', , documented] = rows.find((row) => row[1] === name) ?? [];
      expect([name, documented]).toEqual([name, value]);
      const chosen = readSettings({ [variable]: value }, 'linux', '/home/me').origins;
      expect(chosen.find((one) => one.name === name)?.from).toBe(variable);
    }
  });

  test('says the defaults that no variable can set as they are', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'twinberth-docs-'));
    try {
      writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n');
      const [, least = ''] = /```yaml\n(app: web[^]*?)```/.exec(page) ?? [];
      writeFileSync(join(folder, 'twinberth.yaml'), least);
      const { settings } = readSettings({}, 'linux', '/home/me');
      const { config, warnings } = await readAppConfig(folder, settings);
      expect(warnings).toEqual([]);
      expect(config.environments.get('prod')).toMatchObject({
        mode: documentedDefault('mode'),
        replicas: Number(documentedDefault('replicas')),
        strategy: documentedDefault('strategy'),
        readOnly: documentedDefault('read_only') === 'true',
        init: documentedDefault('init') === 'true',
        publish: { port: 80 },
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function documentedDefault(key: string): string | undefined {
  const row = rowsOf(sectionOf(page, '## Containers')).find(([first = '']) => firstCode(first) === key);
  return firstCode(row?.[2] ?? '');
}

function firstCode(cell: string): string | undefined {
  return codeIn(cell)[0];
}
