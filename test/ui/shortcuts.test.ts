import { expect, onTestFinished, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { listenForShortcuts } from '../../renderer/app/listen-for-shortcuts.ts';

test('letters lead nowhere while a sheet has to be answered, also when the focus has left it', async () => {
  const onGo = vi.fn();
  onTestFinished(listenForShortcuts(document, { onGo, onFind: vi.fn() }));
  const sheet = document.createElement('div');
  sheet.setAttribute('role', 'dialog');
  sheet.setAttribute('aria-modal', 'true');
  document.body.append(sheet);
  onTestFinished(() => sheet.remove());
  await userEvent.keyboard('gh');
  expect(onGo).not.toHaveBeenCalled();
  sheet.remove();
  await userEvent.keyboard('gh');
  expect(onGo).toHaveBeenCalledExactlyOnceWith({ name: 'history' });
});
