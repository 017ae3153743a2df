import { openGround } from '../support/properties/ground.ts';
import { runProperties } from '../support/properties/run-properties.ts';
import type { BenchRow } from './bench-row.ts';
import { none } from './judge-row.ts';

const RUNS = 100;
/** How long a failure may be made smaller, milliseconds. */
const SHRINK_MS = 300_000;

/**
 * Random sequences of commands, faults and interference against a model. The first seed is in the table and can be set with
 * TWINBERTH_PROPERTY_SEED; a failure is printed with its own seed, by which the integration test makes it again.
 */
export async function benchProperties(): Promise<readonly BenchRow[]> {
  const first = Number(process.env['TWINBERTH_PROPERTY_SEED'] ?? Date.now() % 1_000_000);
  const ground = await openGround();
  try {
    const { runs, commands, failures } = await runProperties(ground, {
      seeds: Array.from({ length: RUNS }, (_, index) => first + index),
      shrinkMs: SHRINK_MS,
      report: (failure) => console.error(failure),
    });
    const note = `seeds ${first} to ${first + runs - 1}`;
    return [
      { name: 'properties: random sequences', value: runs, unit: 'runs', note },
      { name: 'properties: commands executed', value: commands, unit: 'commands' },
      none({ name: 'properties: failures', value: failures.length, unit: 'runs', note }),
    ];
  } finally {
    await ground.remove();
  }
}
