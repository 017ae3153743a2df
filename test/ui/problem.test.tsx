import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { Problem } from '../../renderer/ui/Problem.tsx';

const AWAY = {
  code: 'engine.unreachable',
  message: 'The engine of nuc-2 does not answer.',
  details: { endpoint: 'ssh://nuc-2', tried: { times: 3 } },
  retry: true,
} as const;

test('is said at once, with its facts folded', async () => {
  const screen = await render(<Problem title="The logs could not be read" problem={AWAY} />);
  expect(screen.getByRole('alert').element().textContent).toContain('The logs could not be read');
  await expect.element(screen.getByText(AWAY.message)).toBeVisible();
  await expect.element(screen.getByText('ssh://nuc-2')).not.toBeVisible();
  await userEvent.click(screen.getByText('Details'));
  await expect.element(screen.getByText('ssh://nuc-2')).toBeVisible();
  await expect.element(screen.getByText('engine.unreachable')).toBeVisible();
  await expect.element(screen.getByText(/"times": 3/)).toBeVisible();
});

test('is tried again with its button, once at a time', async () => {
  const onRetry = vi.fn();
  const screen = await render(<Problem problem={AWAY} onRetry={onRetry} />);
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(onRetry).toHaveBeenCalledOnce();
  await screen.rerender(<Problem problem={AWAY} onRetry={onRetry} retrying />);
  screen
    .getByRole('button', { name: 'Try again' })
    .element()
    .dispatchEvent(new MouseEvent('click', { bubbles: true }));
  expect(onRetry).toHaveBeenCalledOnce();
});
