import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { Berths } from '../../renderer/ui/Berths.tsx';

test('says what lies in either berth and to which the gate is open', async () => {
  const screen = await render(
    <Berths
      active="green"
      blue={{ state: 'warm', version: 'v15' }}
      green={{ state: 'serving', version: 'v16' }}
    />,
  );
  const name = 'blue warm v15; green serving v16; the gate is open to green';
  await expect.element(screen.getByRole('img', { name })).toBeVisible();
  await expect.element(screen.getByText('green', { exact: true })).toBeVisible();
  await expect.element(screen.getByText('warm', { exact: true })).toBeVisible();
});

test('while the other one starts, says that this one still serves', async () => {
  const screen = await render(
    <Berths
      active="blue"
      blue={{ state: 'serving', version: 'v41' }}
      green={{ state: 'starting', version: 'v42' }}
    />,
  );
  await expect.element(screen.getByText('serving')).toBeVisible();
  await expect.element(screen.getByText('starting')).toBeVisible();
  await expect.element(screen.getByText('blue')).not.toBeInTheDocument();
});

test('before the first good deployment the gate is closed', async () => {
  const screen = await render(<Berths blue={{ state: 'empty' }} green={{ state: 'empty' }} />);
  await expect
    .element(screen.getByRole('img', { name: 'blue empty; green empty; the gate is closed' }))
    .toBeVisible();
});

test('the gate leans towards the other berth than the one it is open to', async () => {
  const serving = { state: 'serving' } as const;
  const empty = { state: 'empty' } as const;
  const screen = await render(<Berths active="blue" blue={serving} green={empty} />);
  const lean = (): number => {
    const path = screen.container.querySelector('svg path');
    if (path === null) throw new Error('there is no gate');
    // The top of the bar is at the left of its foot when the angle is negative.
    return new DOMMatrix(getComputedStyle(path).transform).b;
  };
  await expect.poll(lean).toBeLessThan(-0.2);
  await screen.rerender(<Berths active="green" blue={empty} green={serving} />);
  await expect.poll(lean).toBeGreaterThan(0.2);
});
