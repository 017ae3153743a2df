import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEndpoint } from '../../../electron/core/engine/parse-endpoint.ts';
import { relayTo, type EngineRelay } from '../../support/faults/engine-relay.ts';
import { OPERATIONS } from '../../support/faults/operations.ts';
import { cellsOf, runCell, type Cell } from '../../support/faults/run-cell.ts';
import { testEngine } from '../../support/test-engine.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

/**
 * Every operation, struck by every fault at every point of its journal. The whole matrix takes a quarter of an hour; here
 * two cells of each operation are tried, other ones each day, and all of them with TWINBERTH_MATRIX=all.
 */
const WHOLE = process.env['TWINBERTH_MATRIX'] === 'all';
const PER_OPERATION = 2;

let relay: EngineRelay;
let shop: Workshop;
beforeAll(async () => {
  relay = await relayTo(parseEndpoint(testEngine().endpoint));
  shop = await openWorkshop({ endpoint: relay.endpoint });
  for (const version of ['v1', 'v2', 'v3']) await shop.release({ version });
});
afterAll(async () => {
  await shop.remove();
  await relay.close();
});

describe.each(OPERATIONS)('$name', (operation) => {
  it(
    'ends well wherever it is struck',
    async () => {
      await operation.prepare(shop);
      const all = cellsOf(operation, await operation.plan(shop.core, shop));
      expect(all.length).toBeGreaterThan(0);
      const found: string[] = [];
      const tried = choose(all);
      for (const cell of tried) {
        for (const wrong of await runCell(shop, relay, cell)) found.push(`${nameOf(cell)}: ${wrong}`);
      }
      console.log(
        `${operation.name}: ${tried.length} of ${all.length} cells tried, ${found.length} things wrong`,
      );
      expect(found).toEqual([]);
    },
    WHOLE ? 900_000 : 120_000,
  );
});

function choose(all: readonly Cell[]): readonly Cell[] {
  if (WHOLE) return all;
  const day = Math.floor(Date.now() / 86_400_000);
  return Array.from({ length: PER_OPERATION }, (_, index) => {
    const cell = all[(day * 7 + index * Math.ceil(all.length / PER_OPERATION) + index) % all.length];
    if (cell === undefined) throw new Error('there are no cells');
    return cell;
  });
}

function nameOf({ operation, point, fault }: Cell): string {
  return `${operation.name}, ${fault} when ${point.step} was ${point.at}`;
}
