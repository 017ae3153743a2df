import { useMemo, useState, type JSX } from 'react';
import { BoardScreen } from '../../../renderer/screens/board/BoardScreen.tsx';
import { HouseProvider } from '../../../renderer/store/HouseProvider.tsx';
import { LiveRegion } from '../../../renderer/ui/LiveRegion.tsx';
import { SheetPlaceContext } from '../../../renderer/ui/sheet-place.ts';
import { TickingClockContext, type TickingClock } from '../../../renderer/ui/ticking-clock.ts';
import { ToastHost } from '../../../renderer/ui/ToastHost.tsx';
import { holdInert } from '../../../renderer/app/hold-inert.ts';
import type { FakeBridge } from '../support/fake-bridge.ts';
import './board-stage.css';

/** The board with what the shell gives it: a place for sheets beside it, messages, a clock. */
export function BoardStage({
  bridge,
  clock,
}: {
  readonly bridge: FakeBridge;
  readonly clock: TickingClock;
}): JSX.Element {
  const [sheets, setSheets] = useState<HTMLElement | null>(null);
  const [main, setMain] = useState<HTMLElement | null>(null);
  const place = useMemo(
    () => ({ element: sheets, hold: () => holdInert(main?.parentElement ?? null, 'main') }),
    [sheets, main],
  );
  return (
    <TickingClockContext value={clock}>
      <HouseProvider bridge={bridge}>
        <SheetPlaceContext value={place}>
          <div className="board-stage">
            <main ref={setMain}>{sheets !== null && <BoardScreen />}</main>
            <div ref={setSheets} />
          </div>
          <ToastHost />
          <LiveRegion />
        </SheetPlaceContext>
      </HouseProvider>
    </TickingClockContext>
  );
}
