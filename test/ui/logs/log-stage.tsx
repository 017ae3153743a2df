import { expect } from 'vitest';
import { page } from 'vitest/browser';
import { LogsScreen } from '../../../renderer/screens/logs/LogsScreen.tsx';
import type { StreamListener } from '../../../shared/contract/bridge.ts';
import type { HouseSnapshot } from '../../../shared/model/house.ts';
import type { BatchLine, LogBatch, LogSource } from '../../../shared/model/log-batch.ts';
import { createFakeBridge, type FakeBridge } from '../support/fake-bridge.ts';
import { NOON, sampleHouse } from '../support/sample-house.ts';
import { showScreen } from '../support/show-screen.tsx';

export const BLUE_1: LogSource = replica('blue', 1, 41);
export const BLUE_2: LogSource = replica('blue', 2, 41);
export const GREEN_1: LogSource = replica('green', 1, 42);

export interface LogStage {
  readonly bridge: FakeBridge;
  /** Sends lines of one source as one batch. */
  readonly print: (texts: readonly string[], source?: number) => void;
  readonly announce: (...sources: readonly LogSource[]) => void;
  readonly listener: () => StreamListener<LogBatch>;
}

/** The logs of api in prod, with a stream that the test speaks. */
export async function stageLogs(
  sources: readonly LogSource[] = [BLUE_1],
  house: Partial<HouseSnapshot> = {},
): Promise<LogStage> {
  const bridge = createFakeBridge(sampleHouse(house));
  await showScreen(<LogsScreen app="api" environment="prod" host={undefined} />, bridge);
  await expect.poll(() => bridge.streams('logs.follow').length).toBe(1);
  const listener = (): StreamListener<LogBatch> => {
    const stream = bridge.streams('logs.follow').at(-1);
    if (stream === undefined) throw new Error('nobody follows logs');
    return stream.listener;
  };
  let printed = 0;
  const stage: LogStage = {
    bridge,
    listener,
    announce: (...added) => listener().item({ sources: added, lines: [] }),
    print: (texts, source = 0) => {
      const lines = texts.map((text): BatchLine => {
        printed += 1;
        return { source, stream: 'stdout', at: NOON + printed * 1000, text };
      });
      listener().item({ sources: [], lines });
    },
  };
  stage.announce(...sources);
  return stage;
}

/** The text of the rows that can be seen, in their order. */
export function rowsInSight(label = 'Lines'): string[] {
  const list = page.getByRole('log', { name: label, exact: true }).element();
  const { top, bottom } = list.getBoundingClientRect();
  const rows = [...(list.firstElementChild?.firstElementChild?.children ?? [])];
  return rows
    .filter((row) => {
      const box = row.getBoundingClientRect();
      return box.top >= top - 1 && box.bottom <= bottom + 1;
    })
    .map((row) => (row instanceof HTMLElement ? row.innerText : '').replace(/\n/g, ' ').trim());
}

/** Scrolls as a wheel does. */
export function scrollBy(pixels: number, label = 'Lines'): void {
  page.getByRole('log', { name: label, exact: true }).element().scrollTop += pixels;
}

export function numbered(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, place) => `line ${from + place}`);
}

function replica(colour: 'blue' | 'green', number: number, version: number): LogSource {
  return {
    container: `twinberth-api-prod-${colour}-${number}`,
    host: 'nuc-1',
    role: 'replica',
    colour,
    replica: number,
    version,
  };
}
