import { createRoot } from 'react-dom/client';
import '../../../renderer/styles/fonts.css';
import '../../../renderer/styles/tokens.css';
import '../../../renderer/styles/base.css';
import { HouseWindow } from '../../../renderer/app/HouseWindow.tsx';
import { HouseProvider } from '../../../renderer/store/HouseProvider.tsx';
import {
  createTickingClock,
  TickingClockContext,
  type TickingClock,
} from '../../../renderer/ui/ticking-clock.ts';
import type { HouseSnapshot } from '../../../shared/model/house.ts';
import { createFakeBridge } from '../support/fake-bridge.ts';
import { manyPlacements, nthEvent, WATCHED } from './many-placements.ts';

/** What the bench asks of the page. */
export interface BoardPage {
  /** When the first card was in a frame that was shown, milliseconds since the page was asked for; 0 before. */
  readonly paintedAt: () => number;
  /** Whether ages and elapsed times go on, as they do once a second. */
  readonly setTicking: (ticking: boolean) => void;
  /** Sends the next event. */
  readonly emitOne: () => void;
  /** Settles when as many frames have begun. */
  readonly passFrames: (count: number) => Promise<void>;
  /** Sends events at this rate; settles when all are sent. */
  readonly flood: (perSecond: number, seconds: number) => Promise<void>;
  /** For as many changes: milliseconds from the event until the frame that shows it was shown. */
  readonly timePixels: (count: number) => Promise<readonly number[]>;
  /** The times between frames from now on, milliseconds; the result ends it. */
  readonly watchFrames: () => () => readonly number[];
}

// A core in another process: its answer comes as text.
const text = window.localStorage.getItem('house') ?? JSON.stringify(manyPlacements(Date.now()));
if (window.localStorage.getItem('house') === null) window.localStorage.setItem('house', text);
const snapshot = JSON.parse(text) as HouseSnapshot;
const bridge = createFakeBridge(snapshot, {
  'house.get': () => ({ ...(JSON.parse(text) as HouseSnapshot), seq: 0 }),
  'promotions.check': ({ from }) =>
    ['dev', 'test', 'staging', 'prod']
      .filter((name) => name !== from)
      .map((environment) => ({
        environment,
        takes: true,
        version: 12,
        same: false,
        refusals: [],
        overridable: false,
      })),
});

let number = 0;
let painted = 0;

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

async function watchFirstPaint(): Promise<void> {
  while (document.querySelector('[data-card]') === null) await frame();
  // The next frame begins when the one with the card has been handed over.
  await frame();
  painted = performance.now();
}

const emitOne = (): void => {
  bridge.emit(nthEvent(snapshot, number, Date.now()));
  number += 1;
};

const ticking = createTickingClock();
let ticks = true;
const clock: TickingClock = {
  now: ticking.now,
  subscribe: (onTick) =>
    ticking.subscribe(() => {
      if (ticks) onTick();
    }),
};

const page: BoardPage = {
  setTicking: (on) => {
    ticks = on;
  },
  paintedAt: () => painted,
  emitOne,
  passFrames: async (count) => {
    for (let passed = 0; passed < count; passed += 1) await frame();
  },
  flood: (perSecond, seconds) =>
    new Promise((resolve) => {
      const began = performance.now();
      let sent = 0;
      const timer = setInterval(() => {
        const due = Math.min(
          perSecond * seconds,
          Math.floor(((performance.now() - began) / 1000) * perSecond),
        );
        for (; sent < due; sent += 1) emitOne();
        if (sent < perSecond * seconds) return;
        clearInterval(timer);
        resolve();
      }, 10);
    }),
  timePixels: async (count) => {
    const times: number[] = [];
    const placement = snapshot.placements[WATCHED];
    if (placement === undefined) throw new Error('there are no placements');
    for (let version = 1000; version < 1000 + count; version += 1) {
      const began = performance.now();
      bridge.emit({ type: 'placement.changed', placement: { ...placement, version } });
      const shown = (): boolean =>
        document.querySelector(`[data-card="${placement.key}"]`)?.textContent.includes(`v${version}`) ===
        true;
      while (!shown()) await frame();
      await frame();
      times.push(performance.now() - began);
      // Changes do not wait for frames.
      await new Promise((resolve) => setTimeout(resolve, (version * 7) % 50));
    }
    return times;
  },
  watchFrames: () => {
    const gaps: number[] = [];
    let last = 0;
    let running = true;
    const next = (now: number): void => {
      if (!running) return;
      if (last > 0) gaps.push(now - last);
      last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    return () => {
      running = false;
      return gaps;
    };
  },
};
Object.assign(window, { board: page });
void watchFirstPaint();

const root = document.getElementById('root');
if (root === null) throw new Error('board.html has no element #root');
createRoot(root).render(
  <TickingClockContext value={clock}>
    <HouseProvider bridge={bridge}>
      <HouseWindow />
    </HouseProvider>
  </TickingClockContext>,
);
