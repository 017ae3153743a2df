import { StrictMode, useState, type JSX } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { useModal } from '../../renderer/ui/use-modal.ts';

function Question({ onLeave }: { readonly onLeave: () => void }): JSX.Element {
  const modal = useModal(onLeave);
  return (
    <dialog {...modal} aria-label="Question">
      <button type="button">First</button>
      <button type="button" data-autofocus>
        Second
      </button>
    </dialog>
  );
}

function Asker(): JSX.Element {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setAsking(true)}>
        Ask
      </button>
      {asking && <Question onLeave={() => setAsking(false)} />}
    </>
  );
}

const question = () => page.getByRole('dialog', { name: 'Question' });
const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

// Strict mode is how the window is shown in development: effects run, are undone, and run again.
test.each([
  ['as users have it', <Asker key="plain" />],
  [
    'in strict mode',
    <StrictMode key="strict">
      <Asker />
    </StrictMode>,
  ],
])('a modal dialog opens, has the focus, and gives it back: %s', async (_, shown) => {
  await render(shown);
  for (let times = 0; times < 2; times += 1) {
    await userEvent.click(page.getByRole('button', { name: 'Ask' }));
    await expect.element(page.getByRole('button', { name: 'Second' })).toHaveFocus();
    await frames();
    await expect.element(question()).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(question()).not.toBeInTheDocument();
    await expect.element(page.getByRole('button', { name: 'Ask' })).toHaveFocus();
  }
});
