import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { twinberth } from './run-command.ts';
import { freshHome, openDesktop } from './open-desktop.ts';

/** Files of a home that are the history's. */
function historyFiles(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith('history.db'))
    .map((name) => [name, readFileSync(join(folder, name)).toString('base64')] as const);
}

test('a history from a newer Twinberth is refused in a dialog, and not touched', async () => {
  const env = await freshHome();
  const folder = env['TWINBERTH_HOME'] ?? '';
  await twinberth(env, 'env', 'ls');
  const database = new SqliteDatabase(join(folder, 'history.db'));
  database.pragma('journal_mode = DELETE');
  database.pragma('user_version = 9999');
  database.close();
  const before = historyFiles(folder);

  const desktop = await openDesktop(env);
  await expect.poll(() => desktop.app.evaluate(() => globalThis.desktop.questions.length)).toBe(1);
  const [question] = await desktop.app.evaluate(() => globalThis.desktop.questions);
  expect(question?.message).toBe('The history was made by a newer Twinberth.');
  expect(question?.detail).toContain(join(folder, 'history.db'));
  expect(question?.detail).toContain('Nothing was changed');
  expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0);
  await desktop.app.evaluate(() => globalThis.desktop.waiting.at(0)?.(0)).catch(() => undefined);
  expect(await desktop.ended).toBe(1);
  expect(historyFiles(folder)).toEqual(before);
});

test('a damaged history is refused in a dialog, which can show the file, and not touched', async () => {
  const env = await freshHome();
  const folder = env['TWINBERTH_HOME'] ?? '';
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'history.db'), 'this is no database, whatever its name says'.repeat(10));
  const before = historyFiles(folder);

  const desktop = await openDesktop(env);
  await expect.poll(() => desktop.app.evaluate(() => globalThis.desktop.questions.length)).toBe(1);
  const [question] = await desktop.app.evaluate(() => globalThis.desktop.questions);
  expect(question?.message).toBe('The history is damaged.');
  expect(question?.buttons).toEqual(['Quit', 'Show the file and quit']);
  await desktop.app.evaluate(() => globalThis.desktop.waiting.at(0)?.(0)).catch(() => undefined);
  expect(await desktop.ended).toBe(1);
  expect(historyFiles(folder)).toEqual(before);
});

test('a setting that is impossible is named in a dialog', async () => {
  const env = await freshHome();
  const desktop = await openDesktop({ ...env, TWINBERTH_BAKE: 'soon' });
  await expect.poll(() => desktop.app.evaluate(() => globalThis.desktop.questions.length)).toBe(1);
  const [question] = await desktop.app.evaluate(() => globalThis.desktop.questions);
  expect(question).toMatchObject({ message: 'A setting is wrong.', buttons: ['Quit'] });
  expect(question?.detail).toContain('TWINBERTH_BAKE');
  await desktop.app.evaluate(() => globalThis.desktop.waiting.at(0)?.(0)).catch(() => undefined);
  expect(await desktop.ended).toBe(1);
  expect(existsSync(join(env['TWINBERTH_HOME'] ?? '', 'history.db'))).toBe(false);
});
