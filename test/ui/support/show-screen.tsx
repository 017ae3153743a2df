import type { JSX } from 'react';
import { render, type RenderResult } from 'vitest-browser-react';
import { HouseProvider } from '../../../renderer/store/HouseProvider.tsx';
import { LiveRegion } from '../../../renderer/ui/LiveRegion.tsx';
import { TickingClockContext } from '../../../renderer/ui/ticking-clock.ts';
import { ToastHost } from '../../../renderer/ui/ToastHost.tsx';
import type { Bridge } from '../../../shared/contract/bridge.ts';
import { manualClock } from './manual-clock.ts';
import { NOON } from './sample-house.ts';

/** Shows a screen in the whole window, at noon, on a core that the test plays. */
export function showScreen(
  screen: JSX.Element,
  bridge: Bridge,
  clock = manualClock(NOON),
): Promise<RenderResult> {
  const container = document.createElement('div');
  container.style.height = '100%';
  document.body.append(container);
  return render(
    <HouseProvider bridge={bridge}>
      <TickingClockContext value={clock}>
        <main style={{ height: '100%' }}>{screen}</main>
        <ToastHost />
        <LiveRegion />
      </TickingClockContext>
    </HouseProvider>,
    { container },
  );
}
