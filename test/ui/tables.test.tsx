import { useState, type JSX } from 'react';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { Tabs } from '../../renderer/ui/Tabs.tsx';
import { VirtualRows } from '../../renderer/ui/VirtualRows.tsx';

const row = (name: string) => page.getByRole('row', { name });

async function renderRows({ loaded = 100_000 }: { readonly loaded?: number } = {}) {
  const onOpen = vi.fn<(place: number) => void>();
  const onMark = vi.fn<(place: number) => void>();
  const onRange = vi.fn<(first: number, last: number) => void>();
  const screen = await render(
    <div style={{ height: 330 }}>
      <VirtualRows
        label="Deployments"
        columns={[{ key: 'name', head: 'Deployment', cell: (place: number) => `no ${place}` }]}
        count={100_000}
        rowAt={(place) => (place < loaded ? place : undefined)}
        rowKey={(place) => place}
        onOpen={onOpen}
        onMark={onMark}
        isMarked={(place) => place === 1}
        onRange={onRange}
      />
    </div>,
  );
  return { screen, onOpen, onMark, onRange };
}

test('of 100,000 rows only those in sight are in the page, and all are counted', async () => {
  const { screen } = await renderRows();
  await expect.element(row('no 3')).toBeVisible();
  expect(screen.container.querySelectorAll('[role=row]').length).toBeLessThan(60);
  await expect
    .element(page.getByRole('grid', { name: 'Deployments' }))
    .toHaveAttribute('aria-rowcount', '100001');
  await expect.element(row('no 3')).toHaveAttribute('aria-rowindex', '5');
  await expect.element(row('no 1')).toHaveAttribute('aria-selected', 'true');
});

test('keys move the current row through all of them, Enter opens it, Space marks it', async () => {
  const { onOpen, onMark } = await renderRows();
  await userEvent.keyboard('{Tab}{ArrowDown}{ArrowDown}{Enter}');
  expect(onOpen).toHaveBeenLastCalledWith(2);
  await userEvent.keyboard('{End}');
  await expect.element(row('no 99999')).toBeVisible();
  await userEvent.keyboard('{ArrowUp}{Enter} ');
  expect(onOpen).toHaveBeenLastCalledWith(99_998);
  expect(onMark).toHaveBeenCalledExactlyOnceWith(99_998);
  await userEvent.keyboard('{Home}');
  await expect.element(row('no 0')).toBeVisible();
});

test('rows that are not there yet say so, and what is in sight is asked for', async () => {
  const { onRange } = await renderRows({ loaded: 4 });
  await expect.element(row('no 3')).toBeVisible();
  expect(page.getByRole('row', { name: '…' }).elements()[0]?.getAttribute('aria-busy')).toBe('true');
  await userEvent.keyboard('{Tab}{End}');
  await expect.poll(() => onRange.mock.lastCall?.[1]).toBe(99_999);
});

function SomeTabs(): JSX.Element {
  const [active, setActive] = useState<'releases' | 'builds' | 'settings'>('releases');
  const tabs = (['releases', 'builds', 'settings'] as const).map((key) => ({ key, label: key }));
  return (
    <Tabs label="Parts of web" tabs={tabs} active={active} onChange={setActive}>
      what belongs to {active}
    </Tabs>
  );
}

test('arrows choose among tabs, and only the chosen one is a stop of Tab', async () => {
  await render(<SomeTabs />);
  await userEvent.keyboard('{Tab}{ArrowRight}');
  await expect.element(page.getByRole('tab', { name: 'builds' })).toHaveFocus();
  await expect
    .element(page.getByRole('tabpanel', { name: 'builds' }))
    .toHaveTextContent('what belongs to builds');
  await userEvent.keyboard('{End}');
  await expect.element(page.getByRole('tab', { name: 'settings', selected: true })).toHaveFocus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(page.getByRole('tab', { name: 'releases', selected: true })).toHaveFocus();
  expect(
    page
      .getByRole('tab')
      .elements()
      .map((tab) => (tab as HTMLElement).tabIndex),
  ).toEqual([0, -1, -1]);
});
