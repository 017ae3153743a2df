import { useState, type JSX } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { App } from '../../renderer/app/App.tsx';
import { Button } from '../../renderer/ui/Button.tsx';
import { Dialog } from '../../renderer/ui/Dialog.tsx';
import { Sheet } from '../../renderer/ui/Sheet.tsx';

beforeEach(() => {
  window.location.hash = '#/nowhere';
});

interface DemoProps {
  readonly modal?: boolean;
  readonly onConfirm?: () => void;
}

function Demo({ modal = true, onConfirm }: DemoProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <button style={{ position: 'fixed', zIndex: 30, top: 0, left: 300 }} onClick={() => setOpen(true)}>
        Open
      </button>
      {open && (
        <Sheet
          title="Promote web v15"
          modal={modal}
          onClose={close}
          footer={
            <>
              <Button onClick={close}>Cancel</Button>
              <Button variant="primary" data-autofocus onClick={onConfirm}>
                Promote
              </Button>
            </>
          }
        >
          <input aria-label="Reason" />
        </Sheet>
      )}
    </>
  );
}

const open = () => userEvent.click(page.getByRole('button', { name: 'Open' }));
const sheet = page.getByRole('dialog', { name: 'Promote web v15' });
const button = (name: string) => page.getByRole('button', { name });

async function renderWindow(props: DemoProps = {}) {
  const screen = await render(
    <div style={{ position: 'fixed', inset: 0 }}>
      <App>
        <Demo {...props} />
      </App>
    </div>,
  );
  await expect.element(page.getByRole('heading', { name: 'No such place' })).toBeVisible();
  return screen;
}

test('opens with the focus where Enter confirms', async () => {
  const onConfirm = vi.fn();
  await renderWindow({ onConfirm });
  await open();
  await expect.element(sheet).toHaveAttribute('aria-modal', 'true');
  await expect.element(button('Promote')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(onConfirm).toHaveBeenCalledOnce();
});

test('Tab goes round inside, in both directions', async () => {
  await renderWindow();
  await open();
  await expect.element(button('Promote')).toHaveFocus();
  await userEvent.keyboard('{Tab}');
  await expect.element(button('Close')).toHaveFocus();
  await userEvent.keyboard('{Tab}');
  await expect.element(page.getByLabelText('Reason')).toHaveFocus();
  await userEvent.keyboard('{Shift>}{Tab}{Tab}{/Shift}');
  await expect.element(button('Promote')).toHaveFocus();
});

test('Escape closes it and gives the focus back', async () => {
  await renderWindow();
  await open();
  await expect.element(sheet).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(sheet).not.toBeInTheDocument();
  await expect.element(button('Open')).toHaveFocus();
});

test('lies beside the content, which makes room and cannot be reached meanwhile', async () => {
  const screen = await renderWindow();
  const content = screen.container.querySelector('main');
  if (content === null) throw new Error('there is no content');
  const before = content.getBoundingClientRect().width;
  await open();
  await expect.element(sheet).toBeVisible();
  const { right, width } = content.getBoundingClientRect();
  expect(right).toBeLessThanOrEqual(sheet.element().getBoundingClientRect().left);
  expect(width).toBeLessThan(before);
  expect(content.inert).toBe(true);
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => content.inert).toBe(false);
});

test('one to look at leaves the rest of the window in reach', async () => {
  const screen = await renderWindow({ modal: false });
  await open();
  await expect.element(sheet).toBeVisible();
  await expect.element(sheet).not.toHaveAttribute('aria-modal');
  expect(screen.container.querySelector('main')?.inert).toBe(false);
});

test('a dialog asks with Cancel under Enter when something would be lost', async () => {
  const onConfirm = vi.fn();
  const onCancel = vi.fn();
  await render(
    <Dialog title="Remove nuc-2?" confirm="Remove host" destructive onConfirm={onConfirm} onCancel={onCancel}>
      Its apps keep running.
    </Dialog>,
  );
  await expect.element(page.getByRole('dialog', { name: 'Remove nuc-2?' })).toBeVisible();
  await expect.element(button('Cancel')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(onCancel).toHaveBeenCalledOnce();
  await userEvent.keyboard('{Escape}');
  expect(onCancel).toHaveBeenCalledTimes(2);
  await userEvent.click(button('Remove host'));
  expect(onConfirm).toHaveBeenCalledOnce();
});

test('a dialog that loses nothing is confirmed by Enter', async () => {
  const onConfirm = vi.fn();
  await render(
    <Dialog title="Write twinberth.yaml?" confirm="Write" onConfirm={onConfirm} onCancel={vi.fn()}>
      Into /srv/web.
    </Dialog>,
  );
  await expect.element(button('Write')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(onConfirm).toHaveBeenCalledOnce();
});

test('a key that is still held down confirms no sheet; pressed anew, it does', async () => {
  const onConfirm = vi.fn();
  await renderWindow({ onConfirm });
  (button('Open').element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter>4/}');
  await expect.element(button('Promote')).toHaveFocus();
  expect(onConfirm).not.toHaveBeenCalled();
  await userEvent.keyboard('{Enter}');
  expect(onConfirm).toHaveBeenCalledOnce();
});

test('a key that is still held down confirms no dialog; pressed anew, it does', async () => {
  const onWrite = vi.fn();
  function Asker(): JSX.Element {
    const [asking, setAsking] = useState(false);
    return (
      <>
        <button onClick={() => setAsking(true)}>Open</button>
        {asking && (
          <Dialog title="Write twinberth.yaml?" confirm="Write" onConfirm={onWrite} onCancel={vi.fn()}>
            Into /srv/web.
          </Dialog>
        )}
      </>
    );
  }
  await render(<Asker />);
  (button('Open').element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter>4/}');
  await expect.element(button('Write')).toHaveFocus();
  expect(onWrite).not.toHaveBeenCalled();
  await userEvent.keyboard('{Enter}');
  expect(onWrite).toHaveBeenCalledOnce();
});

test('of two sheets, Escape closes the one that was opened last, and then the other', async () => {
  const closed: string[] = [];
  function Two(): JSX.Element {
    const [open, setOpen] = useState(['Below', 'Above']);
    return (
      <>
        {open.map((title) => (
          <Sheet
            key={title}
            title={title}
            modal={false}
            onClose={() => {
              closed.push(title);
              setOpen((all) => all.filter((one) => one !== title));
            }}
          >
            Something
          </Sheet>
        ))}
      </>
    );
  }
  await render(<Two />);
  await expect.element(page.getByRole('dialog', { name: 'Above' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog', { name: 'Above' })).not.toBeInTheDocument();
  expect(closed).toEqual(['Above']);
  await userEvent.keyboard('{Escape}');
  expect(closed).toEqual(['Above', 'Below']);
});
