import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { Menu } from '../../renderer/ui/Menu.tsx';

async function openMenu() {
  const chosen = vi.fn<(what: string) => void>();
  const screen = await render(
    <>
      <Menu
        label="Actions for web in prod"
        entries={[
          { label: 'Roll back', icon: 'undo', onSelect: () => chosen('roll back') },
          { label: 'Logs', onSelect: () => chosen('logs') },
          { label: 'Promote', unavailable: 'It soaks for another 12 min', onSelect: () => chosen('promote') },
          'separator',
          { label: 'Remove', destructive: true, onSelect: () => chosen('remove') },
        ]}
      />
      <p>elsewhere</p>
    </>,
  );
  const button = screen.getByRole('button', { name: 'Actions for web in prod' });
  const item = (name: string) => screen.getByRole('menuitem', { name });
  return { screen, chosen, button, item, menu: screen.getByRole('menu') };
}

test('opens with the keyboard on its first or last entry', async () => {
  const { button, item, menu } = await openMenu();
  await expect.element(button).toHaveAttribute('aria-expanded', 'false');
  await userEvent.keyboard('{Tab}{ArrowDown}');
  await expect.element(item('Roll back')).toHaveFocus();
  await expect.element(button).toHaveAttribute('aria-expanded', 'true');
  await expect.element(menu).toHaveAccessibleName('Actions for web in prod');
  await userEvent.keyboard('{Escape}');
  await expect.element(menu).not.toBeInTheDocument();
  await expect.element(button).toHaveFocus();
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(item('Remove')).toHaveFocus();
});

test('arrows go round, letters and Home and End jump', async () => {
  const { button, item } = await openMenu();
  await userEvent.click(button);
  await expect.element(item('Roll back')).toHaveFocus();
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(item('Remove')).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  await expect.element(item('Logs')).toHaveFocus();
  await userEvent.keyboard('{End}');
  await expect.element(item('Remove')).toHaveFocus();
  await userEvent.keyboard('p');
  await expect.element(item('Promote')).toHaveFocus();
  await userEvent.keyboard('{Home}');
  await expect.element(item('Roll back')).toHaveFocus();
});

test('Enter chooses, closes, and gives the focus back', async () => {
  const { button, chosen, menu } = await openMenu();
  await userEvent.click(button);
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(chosen).toHaveBeenCalledExactlyOnceWith('logs');
  await expect.element(menu).not.toBeInTheDocument();
  await expect.element(button).toHaveFocus();
});

test('what cannot be chosen says why, and is not chosen', async () => {
  const { screen, button, chosen, item, menu } = await openMenu();
  await userEvent.click(button);
  await expect.element(item('Promote')).toHaveAccessibleDescription('It soaks for another 12 min');
  await expect.element(screen.getByText('It soaks for another 12 min')).toBeVisible();
  await expect.element(item('Promote')).toHaveAttribute('aria-disabled', 'true');
  await userEvent.keyboard('p{Enter}');
  expect(chosen).not.toHaveBeenCalled();
  await expect.element(menu).toBeVisible();
});

test('a press elsewhere, or on the button again, closes it', async () => {
  const { screen, button, menu } = await openMenu();
  await userEvent.click(button);
  await expect.element(menu).toBeVisible();
  await userEvent.click(screen.getByText('elsewhere'));
  await expect.element(menu).not.toBeInTheDocument();
  await userEvent.click(button);
  await expect.element(menu).toBeVisible();
  await userEvent.click(button);
  await expect.element(menu).not.toBeInTheDocument();
});
