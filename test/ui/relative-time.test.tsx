import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { ElapsedTime } from '../../renderer/ui/ElapsedTime.tsx';
import { RelativeTime } from '../../renderer/ui/RelativeTime.tsx';
import { TickingClockContext } from '../../renderer/ui/ticking-clock.ts';
import { manualClock } from './support/manual-clock.ts';

const NOON = new Date(2026, 2, 4, 12, 0, 0).getTime();
const MINUTE = 60_000;

test('an age grows with the clock, and says the exact moment on hover', async () => {
  const clock = manualClock(NOON);
  const screen = await render(
    <TickingClockContext value={clock}>
      <RelativeTime at={NOON} />
    </TickingClockContext>,
  );
  const age = screen.getByText('just now');
  await expect.element(age).toHaveAttribute('title', '2026-03-04 12:00:00');
  await expect.element(age).toHaveAttribute('datetime', new Date(NOON).toISOString());
  await expect.element(age).toHaveAttribute('aria-live', 'off');
  clock.advance(8 * MINUTE);
  await expect.element(screen.getByText('8 min')).toBeVisible();
});

test('in running text it says ago, but not of what is to come', async () => {
  const screen = await render(
    <TickingClockContext value={manualClock(NOON)}>
      <RelativeTime ago at={NOON - 2 * MINUTE} />, <RelativeTime ago at={NOON + 2 * MINUTE} />
    </TickingClockContext>,
  );
  await expect.element(screen.getByText('2 min ago')).toBeVisible();
  await expect.element(screen.getByText('in 2 min')).toBeVisible();
});

test('everything listens to one clock, and lets go of it', async () => {
  const clock = manualClock(NOON);
  const screen = await render(
    <TickingClockContext value={clock}>
      <RelativeTime at={NOON} />
      <ElapsedTime since={NOON} />
    </TickingClockContext>,
  );
  expect(clock.listeners()).toBe(2);
  await screen.unmount();
  expect(clock.listeners()).toBe(0);
});

test('what runs is counted in whole seconds, what has ended exactly', async () => {
  const clock = manualClock(NOON);
  const screen = await render(
    <TickingClockContext value={clock}>
      <ElapsedTime since={NOON} /> and <ElapsedTime since={NOON} until={NOON + 1400} />
    </TickingClockContext>,
  );
  clock.advance(41_700);
  await expect.element(screen.getByText('41 s')).toBeVisible();
  await expect.element(screen.getByText('1.4 s')).toBeVisible();
  clock.advance(30_000);
  await expect.element(screen.getByText('1 min 11 s')).toBeVisible();
});
