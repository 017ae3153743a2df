import { use, type JSX } from 'react';
import { useBridge, useHouse } from '../../store/use-house.ts';
import { Menu } from '../../ui/Menu.tsx';
import { TickingClockContext } from '../../ui/ticking-clock.ts';
import { pauseChoices } from './pause-choices.ts';
import { pauseNotices } from './pause-notices.ts';
import { usePaused } from './use-paused.ts';

/** How long to be left alone; or, when one is, the way back. */
export function PauseMenu(): JSX.Element {
  const bridge = useBridge();
  const { now } = use(TickingClockContext);
  const known = useHouse(({ link }) => link.state === 'live');
  const paused = usePaused();
  const why = known ? undefined : 'The way to Twinberth is lost';
  return (
    <Menu
      label="Pause notifications"
      text="Pause"
      entries={[
        ...pauseChoices(now()).map(({ label, until }) => ({
          label: label.replace(/^./, (letter) => letter.toUpperCase()),
          icon: 'pause' as const,
          unavailable: why,
          onSelect: () => void pauseNotices(bridge, until),
        })),
        {
          label: 'Resume',
          icon: 'bell' as const,
          unavailable: why ?? (paused === undefined ? 'They are not paused' : undefined),
          onSelect: () => void pauseNotices(bridge, null),
        },
      ]}
    />
  );
}
