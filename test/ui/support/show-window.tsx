import { render, type RenderResult } from 'vitest-browser-react';
import { HouseWindow } from '../../../renderer/app/HouseWindow.tsx';
import { HouseProvider } from '../../../renderer/store/HouseProvider.tsx';
import { TickingClockContext } from '../../../renderer/ui/ticking-clock.ts';
import type { Bridge } from '../../../shared/contract/bridge.ts';
// The window fetches a screen when it is first opened; here it is there already, so that no test waits for a compiler.
import '../../../renderer/screens/apps/AppsScreen.tsx';
import '../../../renderer/screens/notices/NoticesScreen.tsx';
import '../../../renderer/screens/onboarding/OnboardingScreen.tsx';
import '../../../renderer/screens/settings/SettingsScreen.tsx';
import { manualClock } from './manual-clock.ts';
import { NOON } from './sample-house.ts';

/** Shows the whole window at a place, at noon, on a core that the test plays. */
export function showWindow(hash: string, bridge: Bridge, clock = manualClock(NOON)): Promise<RenderResult> {
  window.location.hash = hash;
  const container = document.createElement('div');
  // As index.html has it: nothing moves the window itself.
  container.style.cssText = 'position: relative; height: 100%; overflow: clip';
  document.body.append(container);
  return render(
    <HouseProvider bridge={bridge}>
      <TickingClockContext value={clock}>
        <HouseWindow />
      </TickingClockContext>
    </HouseProvider>,
    { container },
  );
}
