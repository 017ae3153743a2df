import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { App } from '../../renderer/app/App.tsx';
import type { RailFacts } from '../../renderer/app/rail-facts.ts';
import { checkAccessibility } from './support/check-accessibility.ts';

const FACTS: RailFacts = {
  counts: { apps: { text: '4' }, health: { text: '1 failing', bad: true } },
  hosts: [
    { name: 'laptop', detail: '28.5', state: 'connected' },
    { name: 'nuc-2', detail: 'away 3 min', state: 'away' },
    { name: 'nuc-3', detail: 'ssh', state: 'connecting' },
  ],
  unseen: 3,
  foot: 'watching 10 placements',
};

beforeEach(() => {
  window.location.hash = '#/nowhere';
});

const place = (name: string) => page.getByRole('navigation').getByRole('link', { name });

test('an address that names no place says so and leads to the board', async () => {
  await render(<App />);
  await expect.element(page.getByRole('heading', { name: 'No such place' })).toBeVisible();
  await userEvent.click(page.getByRole('link', { name: 'Go to the board' }));
  expect(window.location.hash).toBe('#/board');
  await expect.element(place('Board')).toHaveAttribute('aria-current', 'page');
});

test('g and a letter go to a place, but not while something is typed', async () => {
  await render(
    <App>
      <input aria-label="Name" />
    </App>,
  );
  await userEvent.click(page.getByLabelText('Name'));
  await userEvent.keyboard('gn');
  expect(window.location.hash).toBe('#/nowhere');
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard('n');
  expect(window.location.hash).toBe('#/nowhere');
  await userEvent.keyboard('gn');
  expect(window.location.hash).toBe('#/notices');
  await userEvent.keyboard('go');
  expect(window.location.hash).toBe('#/hosts');
});

test('Ctrl-K and ⌘K open the palette, also while something is typed', async () => {
  const onFind = vi.fn();
  await render(
    <App onFind={onFind}>
      <input aria-label="Name" />
    </App>,
  );
  await userEvent.click(page.getByLabelText('Name'));
  await userEvent.keyboard('{Control>}k{/Control}');
  await userEvent.keyboard('{Meta>}k{/Meta}');
  expect(onFind).toHaveBeenCalledTimes(2);
  await userEvent.click(page.getByRole('button', { name: /Find or do anything/ }));
  expect(onFind).toHaveBeenCalledTimes(3);
});

test('without a palette none is offered', async () => {
  await render(<App />);
  await expect.element(page.getByRole('heading', { name: 'No such place' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: /Find or do/ })).not.toBeInTheDocument();
});

test('the first Tab offers the way past the rail', async () => {
  await render(<App />);
  await userEvent.keyboard('{Tab}');
  const skip = page.getByRole('button', { name: 'Skip to content' });
  await expect.element(skip).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('main')).toHaveFocus();
});

test('the rail says what it was told, and nothing it was not', async () => {
  await render(<App rail={FACTS} />);
  await expect.element(place('Apps 4')).toBeVisible();
  await expect.element(place('Health 1 failing')).toBeVisible();
  await expect.element(place('Drift')).toBeVisible();
  await expect.element(place('Notices: 3 new')).toBeVisible();
  await expect.element(page.getByRole('img', { name: 'away' })).toBeVisible();
  await expect.element(page.getByText('watching 10 placements')).toBeVisible();
});

test.each(['light', 'dark'])('in the %s theme, axe finds nothing wrong with the window', async (theme) => {
  document.documentElement.dataset['theme'] = theme;
  const { container } = await render(<App rail={FACTS} onFind={vi.fn()} />);
  await expect.element(page.getByRole('heading', { name: 'No such place' })).toBeVisible();
  expect(await checkAccessibility(container)).toEqual([]);
});
