import { fuzz } from '../support/fuzz/fuzz-target.ts';
import { FUZZ_TARGETS } from '../support/fuzz/fuzz-targets.ts';
import type { BenchRow } from './bench-row.ts';
import { atLeast, none } from './judge-row.ts';

const CASES = 100_000;

/** Every parser and packer of what comes from elsewhere, with generated and damaged input; the seed is in the table. */
export async function benchFuzz(): Promise<readonly BenchRow[]> {
  const seed = Date.now() % 2 ** 31;
  const rows: BenchRow[] = [];
  for (const target of FUZZ_TARGETS) {
    const { name, cases, failures, report } = await fuzz(target, CASES, seed);
    if (report !== undefined) console.error(`${name}: ${report}`);
    rows.push(
      atLeast(CASES, { name: `fuzz: ${name}`, value: cases, unit: 'cases', note: `seed ${seed}` }),
      none({ name: `fuzz: ${name}, failures`, value: failures, unit: 'cases' }),
    );
  }
  return rows;
}
