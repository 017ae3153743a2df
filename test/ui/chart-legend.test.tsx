import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { ChartLegend } from '../../renderer/ui/chart/ChartLegend.tsx';
import { NOON } from './support/sample-house.ts';

test('values that go on by themselves are not read aloud; those of a moment that somebody chose are', async () => {
  const legend = (at: number | undefined) => (
    <ChartLegend
      series={[{ name: 'requests', tone: 'blue', points: [{ at: NOON, value: 8 }] }]}
      at={at}
      formatValue={String}
    />
  );
  const { container, rerender } = await render(legend(undefined));
  const live = () => container.querySelector('[aria-live]')?.getAttribute('aria-live');
  expect(live()).toBe('off');
  await rerender(legend(NOON));
  expect(live()).toBe('polite');
});
