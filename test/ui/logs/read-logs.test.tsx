import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { nextDownload } from '../support/next-download.ts';
import { BLUE_1, GREEN_1, numbered, rowsInSight, stageLogs } from './log-stage.tsx';

const ESC = '\x1b';

describe('finding', () => {
  test('counts the lines that match, and goes from one to the next and back', async () => {
    const { print } = await stageLogs();
    print(numbered(0, 5000));
    await page.getByRole('searchbox').fill('LINE 77');
    await expect.element(page.getByText('11 matching lines')).toBeVisible();
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
    await expect.element(page.getByText('11 of 11', { exact: true })).toBeVisible();
    expect(rowsInSight()).toContain('line 779');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('1 of 11', { exact: true })).toBeVisible();
    expect(rowsInSight()).toContain('line 77');
    await page.getByRole('button', { name: 'Next matching line' }).click();
    await expect.element(page.getByText('2 of 11', { exact: true })).toBeVisible();
    expect(rowsInSight()).toContain('line 770');
    expect(
      page
        .getByRole('mark')
        .elements()
        .map((mark) => mark.textContent),
    ).toContain('line 77');
  });

  test('goes on while lines come', async () => {
    const { print } = await stageLogs();
    print(['first error']);
    await page.getByRole('searchbox').fill('error');
    await expect.element(page.getByText('1 matching line', { exact: true })).toBeVisible();
    print(['fine', 'second error']);
    await expect.element(page.getByText('2 matching lines')).toBeVisible();
  });

  test('looks at the text, not at the colours in it, and knows upper from lower case when it is to', async () => {
    const { print } = await stageLogs();
    print([`${ESC}[31mErr${ESC}[1mor${ESC}[0m 31`, 'error', '31m']);
    await page.getByRole('searchbox').fill('error');
    await expect.element(page.getByText('2 matching lines')).toBeVisible();
    await page.getByRole('button', { name: 'Match upper and lower case' }).click();
    await expect.element(page.getByText('1 matching line', { exact: true })).toBeVisible();
    await page.getByRole('searchbox').fill('[31m');
    await expect.element(page.getByText('0 matching lines')).toBeVisible();
  });

  test('takes signs as they are, or as an expression, and says when that is none', async () => {
    const { print } = await stageLogs();
    print(['a.b', 'axb', 'a(b']);
    await page.getByRole('searchbox').fill('a.b');
    await expect.element(page.getByText('1 matching line', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Regular expression' }).click();
    await expect.element(page.getByText('3 matching lines')).toBeVisible();
    await page.getByRole('searchbox').fill('a(b');
    await expect.element(page.getByText('Not a regular expression: unterminated group')).toBeVisible();
  });

  test('gives up an expression that takes for ever, and holds up nobody meanwhile', async () => {
    const { print } = await stageLogs();
    print([`${'a'.repeat(60)}!`]);
    await page.getByRole('button', { name: 'Regular expression' }).click();
    await page.getByRole('searchbox').fill('(a+)+$');
    print(['still alive']);
    await expect.poll(() => rowsInSight().at(-1)).toBe('still alive');
    const given = page.getByText('This expression takes too long on some line. Make it simpler.');
    await expect.poll(() => given.query(), { timeout: 6000 }).not.toBeNull();
    await page.getByRole('searchbox').fill('alive');
    await expect.element(page.getByText('1 matching line', { exact: true })).toBeVisible();
  });

  test('counts only what is shown', async () => {
    const { print } = await stageLogs([BLUE_1, GREEN_1]);
    print(['error of blue'], 0);
    print(['error of green'], 1);
    await page.getByRole('searchbox').fill('error');
    await expect.element(page.getByText('2 matching lines')).toBeVisible();
    await page.getByRole('button', { name: 'blue 1 v41' }).click();
    await expect.element(page.getByText('1 matching line', { exact: true })).toBeVisible();
  });
});

describe('a line', () => {
  test('has the colours that its program gave it, and no other signs of its own', async () => {
    const { print } = await stageLogs();
    print([`${ESC}[31mred${ESC}[0m${ESC}[2K, <b>not bold</b>\0${ESC}]0;title\x07`]);
    await expect.poll(() => rowsInSight()).toEqual(['red, <b>not bold</b>\ufffd']);
    expect(getComputedStyle(page.getByText('red', { exact: true }).element()).color).toBe('rgb(205, 0, 0)');
    document.documentElement.dataset['theme'] = 'dark';
    await expect
      .poll(() => getComputedStyle(page.getByText('red', { exact: true }).element()).color)
      .not.toBe('rgb(205, 0, 0)');
  });

  test('has its time when that is wanted', async () => {
    const { print } = await stageLogs();
    print(['hello']);
    await page.getByRole('button', { name: 'Times' }).click();
    await expect.poll(() => rowsInSight()[0]).toMatch(/^\d\d:00:01\.000 hello$/);
  });

  test('is wrapped when that is wanted', async () => {
    const { print } = await stageLogs();
    print([`${'x'.repeat(300)}end`, 'next']);
    await expect.poll(() => rowsInSight().length).toBe(2);
    await page.getByRole('button', { name: 'Wrap' }).click();
    await expect.poll(() => rowsInSight().length).toBe(3);
    expect(rowsInSight()[1]).toMatch(/^x+end$/);
    expect(rowsInSight()[2]).toBe('next');
  });

  test('of a megabyte is cut, and shown whole on demand', async () => {
    const { print } = await stageLogs();
    print([`begin ${'x'.repeat(1_000_000)} end`, 'next']);
    await expect.poll(() => rowsInSight()[1]).toBe('next');
    expect(rowsInSight()[0]?.length).toBeLessThan(3000);
    await page.getByRole('button', { name: 'Show all 1.0 MB' }).click();
    const dialog = page.getByRole('dialog', { name: 'One line, 1.0 MB' });
    await expect.element(dialog).toBeVisible();
    expect(dialog.element().querySelector('pre')?.textContent).toHaveLength(1_000_010);
    await userEvent.keyboard('{Escape}');
    await expect.element(dialog).not.toBeInTheDocument();
  });
});

test('what is shown can be downloaded as text', async () => {
  const { print } = await stageLogs([BLUE_1, GREEN_1]);
  print([`${ESC}[31mred${ESC}[0m`, 'second'], 0);
  print(['of green'], 1);
  await expect.element(page.getByRole('button', { name: 'green 1 v42' })).toBeVisible();
  const saved = nextDownload();
  await page.getByRole('button', { name: 'Download these lines' }).click();
  const { name, text } = await saved;
  expect(name).toMatch(/^api-prod-\d{4}-\d\d-\d\d-\d{6}\.log$/);
  expect(text).toBe('blue 1: red\nblue 1: second\ngreen 1: of green\n');
});
