import { createRoot } from 'react-dom/client';
import '../../../renderer/styles/fonts.css';
import '../../../renderer/styles/tokens.css';
import '../../../renderer/styles/base.css';
import { LogsScreen } from '../../../renderer/screens/logs/LogsScreen.tsx';
import { HouseProvider } from '../../../renderer/store/HouseProvider.tsx';
import type { BatchLine, LogSource } from '../../../shared/model/log-batch.ts';
import { createFakeBridge } from '../support/fake-bridge.ts';
import { sampleHouse } from '../support/sample-house.ts';

/** Batches come about as often as a busy bridge hands them over. */
const TICK_MS = 20;

const bridge = createFakeBridge(sampleHouse());
const sources: LogSource[] = ['blue', 'green'].flatMap((colour) =>
  [1, 2].map((number): LogSource => ({
    container: `twinberth-api-prod-${colour}-${number}`,
    host: 'nuc-1',
    role: 'replica',
    colour: colour === 'blue' ? 'blue' : 'green',
    replica: number,
    version: 41,
  })),
);

/** What the bench asks of the page. */
export interface LogViewPage {
  /** Sends lines at this rate, numbered on from flood to flood; settles when all are sent. */
  readonly flood: (perSecond: number, seconds: number) => Promise<void>;
}

let number = 0;

const page: LogViewPage = {
  flood: (perSecond, seconds) =>
    new Promise((resolve) => {
      const listener = bridge.streams('logs.follow')[0]?.listener;
      if (listener === undefined) throw new Error('nobody follows logs');
      if (number === 0) listener.item({ sources, lines: [] });
      const began = performance.now();
      const wanted = perSecond * seconds;
      let sent = 0;
      const timer = setInterval(() => {
        const due = Math.min(wanted, Math.floor(((performance.now() - began) / 1000) * perSecond));
        const lines: BatchLine[] = [];
        for (; sent < due; sent += 1) lines.push(makeLine(number++));
        listener.item({ sources: [], lines });
        if (sent < wanted) return;
        clearInterval(timer);
        resolve();
      }, TICK_MS);
    }),
};
Object.assign(window, { logView: page });

/** What web servers print, some of it coloured. */
function makeLine(number: number): BatchLine {
  const failed = number % 97 === 0;
  const status = failed ? '\x1b[1;31merror 502\x1b[0m' : '\x1b[32m200\x1b[0m';
  return {
    source: number % sources.length,
    stream: failed ? 'stderr' : 'stdout',
    at: Date.now(),
    text: `#${number} 10.0.${number % 256}.7 - - "GET /items/${(number * 7919) % 100_000}?page=${number % 40} HTTP/1.1" ${status} ${(number * 31) % 5000} "-" "client/2.${number % 9}"`,
  };
}

const root = document.getElementById('root');
if (root === null) throw new Error('log-view.html has no element #root');
createRoot(root).render(
  <HouseProvider bridge={bridge}>
    <LogsScreen app="api" environment="prod" host={undefined} />
  </HouseProvider>,
);
