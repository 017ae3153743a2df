import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { checkAccessibility } from '../support/check-accessibility.ts';
import { BLUE_1, BLUE_2, GREEN_1, numbered, rowsInSight, scrollBy, stageLogs } from './log-stage.tsx';

describe('lines as they come', () => {
  test('are shown, the newest in sight', async () => {
    const { print } = await stageLogs();
    await expect.element(page.getByText('Waiting for lines')).toBeVisible();
    print(numbered(0, 500));
    await expect.poll(() => rowsInSight().at(-1)).toBe('line 499');
    print(['the newest']);
    await expect.poll(() => rowsInSight().at(-1)).toBe('the newest');
    await expect.element(page.getByText('501 lines')).toBeVisible();
  });

  test('stay where they are once somebody has scrolled, and follow again at the end', async () => {
    const { print } = await stageLogs();
    print(numbered(0, 500));
    await expect.poll(() => rowsInSight().at(-1)).toBe('line 499');
    scrollBy(-900);
    await expect.element(page.getByRole('button', { name: 'Follow again' })).toBeVisible();
    const seen = rowsInSight();
    print(numbered(500, 1740));
    await page.getByRole('button', { name: '1\u202f240 new lines' }).click();
    expect(seen).toContain('line 440');
    await expect.poll(() => rowsInSight().at(-1)).toBe('line 1739');
    scrollBy(-900);
    await expect.element(page.getByRole('button', { name: 'Follow again' })).toBeVisible();
    scrollBy(5000);
    await expect.element(page.getByRole('button', { name: 'Follow again' })).not.toBeInTheDocument();
    print(['the newest']);
    await expect.poll(() => rowsInSight().at(-1)).toBe('the newest');
  });

  test('that are looked at do not move while others come and go', async () => {
    const { print } = await stageLogs();
    print(numbered(0, 50_000));
    await expect.poll(() => rowsInSight().at(-1)).toBe('line 49999');
    scrollBy(-900);
    await expect.element(page.getByRole('button', { name: 'Follow again' })).toBeVisible();
    const seen = rowsInSight();
    print(numbered(50_000, 149_000));
    await expect.element(page.getByRole('button', { name: '99\u202f000 new lines' })).toBeVisible();
    await expect.element(page.getByText('49\u202f000 earlier lines not held any more')).toBeVisible();
    expect(rowsInSight()).toEqual(seen);
    print(numbered(149_000, 151_000));
    await expect.poll(() => rowsInSight()[0]).toBe('line 51000');
  });

  test('do not run away from text that is being selected', async () => {
    const { print } = await stageLogs();
    print(numbered(0, 500));
    await expect.poll(() => rowsInSight().at(-1)).toBe('line 499');
    document.getSelection()?.selectAllChildren(page.getByText('line 490').element());
    await expect.element(page.getByRole('button', { name: 'Follow again' })).toBeVisible();
    print(numbered(500, 600));
    await expect.element(page.getByRole('button', { name: '100 new lines' })).toBeVisible();
    expect(document.getSelection()?.toString()).toBe('line 490');
  });

  test('can be scrolled with the keyboard', async () => {
    const { print } = await stageLogs();
    print(numbered(0, 500));
    await expect.poll(() => rowsInSight().at(-1)).toBe('line 499');
    const list = page.getByRole('log', { name: 'Lines' });
    list.element().focus();
    await userEvent.keyboard('{Home}');
    await expect.poll(() => rowsInSight()[0]).toBe('line 0');
    await userEvent.keyboard('{End}');
    await expect.poll(() => rowsInSight().at(-1)).toBe('line 499');
  });
});

describe('lines of several containers', () => {
  test('say where they come from, and can be left out by source', async () => {
    const { print } = await stageLogs([BLUE_1, BLUE_2, GREEN_1]);
    print(['of blue one'], 0);
    print(['of blue two'], 1);
    print(['of green'], 2);
    await expect
      .poll(() => rowsInSight())
      .toEqual(['blue 1 of blue one', 'blue 2 of blue two', 'green 1 of green']);
    await page.getByRole('button', { name: 'blue 2 v41' }).click();
    await expect.poll(() => rowsInSight()).toEqual(['blue 1 of blue one', 'green 1 of green']);
    await expect.element(page.getByText('1 source hidden')).toBeVisible();
    print(['more of blue two'], 1);
    print(['more of green'], 2);
    await expect.poll(() => rowsInSight().at(-1)).toBe('green 1 more of green');
    expect(rowsInSight()).toHaveLength(3);
  });

  test('stand side by side when that is wanted', async () => {
    const { print } = await stageLogs([BLUE_1, GREEN_1]);
    print(['of blue'], 0);
    print(['of green'], 1);
    await page.getByRole('button', { name: 'Side by side' }).click();
    await expect.poll(() => rowsInSight('Lines of blue 1')).toEqual(['of blue']);
    expect(rowsInSight('Lines of green 1')).toEqual(['of green']);
  });

  test('are asked for of both berths, and of the edge', async () => {
    const { bridge, print } = await stageLogs();
    print(['first']);
    await page.getByRole('combobox', { name: 'Lines of' }).selectOptions('Both berths');
    await expect
      .poll(() => bridge.streams('logs.follow').map(({ input }) => input))
      .toEqual([{ app: 'api', environment: 'prod', of: 'both', tail: 1000 }]);
    await expect.element(page.getByText('Waiting for lines')).toBeVisible();
  });
});

describe('a stream that is over', () => {
  test('says why and begins again', async () => {
    const { bridge, print, listener } = await stageLogs();
    print(['last words']);
    listener().end({
      code: 'container.missing',
      message: 'The container twinberth-api-prod-blue-1 is gone.',
      details: {},
    });
    await expect.element(page.getByText('The container twinberth-api-prod-blue-1 is gone.')).toBeVisible();
    await expect.poll(() => rowsInSight()).toEqual(['last words']);
    const before = bridge.streams('logs.follow')[0];
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => bridge.streams('logs.follow')[0] !== before).toBe(true);
    await expect
      .element(page.getByText('The container twinberth-api-prod-blue-1 is gone.'))
      .not.toBeInTheDocument();
  });

  test('begins again by itself when the way was lost', async () => {
    const { bridge, listener } = await stageLogs();
    const before = bridge.streams('logs.follow')[0];
    listener().end({
      code: 'engine.cut',
      message: 'The engine of nuc-1 went away.',
      details: {},
      retry: true,
    });
    await expect.poll(() => bridge.streams('logs.follow')[0] !== before, { timeout: 8000 }).toBe(true);
  });

  test('says that nothing more comes', async () => {
    const { listener } = await stageLogs();
    listener().end();
    await expect.element(page.getByText('Ended: nothing more comes')).toBeVisible();
    await expect.element(page.getByRole('heading', { name: 'No lines' })).toBeVisible();
  });
});

test.each(['light', 'dark'])('in the %s theme, axe finds nothing wrong', async (theme) => {
  document.documentElement.dataset['theme'] = theme;
  const { print } = await stageLogs([BLUE_1, BLUE_2, GREEN_1]);
  for (const source of [0, 1, 2])
    print(
      [
        'plain',
        '\x1b[31mred\x1b[0m \x1b[34mblue\x1b[0m \x1b[2mfaint\x1b[0m \x1b[33;44myellow on blue\x1b[0m \x1b[7minverse\x1b[0m',
        '\x1b[38;5;226mlight yellow\x1b[0m \x1b[38;2;10;10;40mnearly black\x1b[0m',
        'x'.repeat(5000),
      ],
      source,
    );
  await page.getByRole('button', { name: 'Times' }).click();
  await page.getByRole('searchbox').fill('red');
  await expect.element(page.getByText('3 matching lines')).toBeVisible();
  await page.getByRole('button', { name: 'Next matching line' }).click();
  await expect.element(page.getByText('1 of 3', { exact: true })).toBeVisible();
  expect(await checkAccessibility()).toEqual([]);
  await page.getByRole('button', { name: 'Side by side' }).click();
  expect(await checkAccessibility()).toEqual([]);
});
