import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { announce } from '../../renderer/ui/announce.ts';
import { Button } from '../../renderer/ui/Button.tsx';
import { LiveRegion } from '../../renderer/ui/LiveRegion.tsx';
import { showToast, useToasts } from '../../renderer/ui/show-toast.ts';
import { ToastHost } from '../../renderer/ui/ToastHost.tsx';

afterEach(() => {
  vi.useRealTimers();
  useToasts.setState([], true);
});

test('what is announced is heard, also when it is said twice', async () => {
  await render(<LiveRegion />);
  const heard = page.getByRole('status');
  announce('picked up web v15');
  await expect.element(heard).toHaveTextContent('picked up web v15');
  const first = heard.element().textContent;
  announce('picked up web v15');
  await expect.poll(() => heard.element().textContent).not.toBe(first);
  announce('web in prod fails', { urgent: true });
  await expect.element(page.getByRole('alert')).toHaveTextContent('web in prod fails');
});

test('good news go by themselves, bad news stay until they are closed', async () => {
  vi.useFakeTimers();
  await render(
    <>
      <ToastHost />
      <LiveRegion />
    </>,
  );
  showToast({ tone: 'quiet', text: 'v15 serves in prod' });
  showToast({ tone: 'bad', text: 'v16 was swung back' });
  await expect.poll(() => document.body.textContent).toContain('v15 serves in prod');
  await vi.advanceTimersByTimeAsync(8000);
  const host = page.getByRole('region', { name: 'Messages' });
  await expect.poll(() => host.element().textContent).not.toContain('v15 serves');
  expect(host.element().textContent).toContain('v16 was swung back');
});

test('a message stays while one of its buttons has the focus, wherever the mouse goes', async () => {
  vi.useFakeTimers();
  await render(<ToastHost />);
  showToast({ tone: 'quiet', text: 'v15 serves in prod', action: { label: 'Undo', onAct: () => undefined } });
  const host = page.getByRole('region', { name: 'Messages' });
  await expect.poll(() => host.element().textContent).toContain('v15 serves');
  const button = page.getByRole('button', { name: 'Undo' }).element() as HTMLElement;
  button.focus();
  const toast = button.parentElement;
  toast?.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
  toast?.dispatchEvent(new MouseEvent('mouseout', { bubbles: true, relatedTarget: document.body }));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(host.element().textContent).toContain('v15 serves');
  button.blur();
  await vi.advanceTimersByTimeAsync(20_000);
  await expect.poll(() => host.element().textContent).not.toContain('v15 serves');
});

test('the action of a message is done once, and takes the message away', async () => {
  const onAct = vi.fn();
  await render(<ToastHost />);
  showToast({ tone: 'quiet', text: 'v15 serves in prod', action: { label: 'Undo', onAct } });
  await userEvent.click(page.getByRole('button', { name: 'Undo' }));
  expect(onAct).toHaveBeenCalledOnce();
  await expect.element(page.getByText('v15 serves in prod')).not.toBeInTheDocument();
});

test('a button keeps the focus when it cannot be pressed any more, and when it can be again', async () => {
  const shown = await render(<Button>Promote</Button>);
  const button = page.getByRole('button', { name: 'Promote' });
  await userEvent.keyboard('{Tab}');
  await expect.element(button).toHaveFocus();
  await shown.rerender(<Button unavailable="It soaks for another 12 min">Promote</Button>);
  await expect.element(button).toHaveAttribute('aria-disabled', 'true');
  await expect.element(button).toHaveFocus();
  await shown.rerender(<Button>Promote</Button>);
  await expect.element(button).toHaveFocus();
});

test('a button that cannot be pressed is reached and says why, and is not pressed', async () => {
  const onClick = vi.fn();
  await render(
    <Button unavailable="It soaks for another 12 min" onClick={onClick}>
      Promote
    </Button>,
  );
  await userEvent.keyboard('{Tab}');
  const button = page.getByRole('button', { name: 'Promote' });
  await expect.element(button).toHaveFocus();
  await expect.element(page.getByRole('tooltip')).toHaveTextContent('It soaks for another 12 min');
  await expect.element(button).toHaveAccessibleDescription('It soaks for another 12 min');
  await userEvent.keyboard('{Enter}');
  expect(onClick).not.toHaveBeenCalled();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('tooltip')).not.toBeInTheDocument();
});
