import fc from 'fast-check';

/** A parser or a packer, and what must be true of it whatever it is given. */
export interface FuzzTarget {
  readonly name: string;
  /** One case; throws when something is not as it must be. */
  readonly property: fc.IProperty<unknown> | fc.IAsyncProperty<unknown>;
}

export interface FuzzResult {
  readonly name: string;
  /** How many were tried until the first that failed. */
  readonly cases: number;
  readonly failures: number;
  /** How the first failure is made again. */
  readonly report?: string;
}

/** A case that takes longer never ends, milliseconds. */
const CASE_MS = 20_000;

const REPORT_LENGTH = 4000;

/** Tries so many cases, the same ones for the same seed. */
export async function fuzz({ name, property }: FuzzTarget, cases: number, seed: number): Promise<FuzzResult> {
  const out = await fc.check(property, { numRuns: cases, seed, timeout: CASE_MS });
  return {
    name,
    cases: out.numRuns,
    failures: out.failed ? 1 : 0,
    // The seed comes first; a case may have thousands of bytes.
    ...(out.failed
      ? { report: `${String(out.errorInstance)}: ${fc.defaultReportMessage(out)}`.slice(0, REPORT_LENGTH) }
      : {}),
  };
}

/** Recorded bytes with a few of them flipped, cut out, doubled or cut off. */
export function mutated(recorded: readonly Buffer[]): fc.Arbitrary<Buffer> {
  const change = fc.tuple(fc.nat(3), fc.nat(), fc.nat(255), fc.nat(64));
  return fc
    .tuple(fc.constantFrom(...recorded), fc.array(change, { minLength: 1, maxLength: 6 }))
    .map(([bytes, changes]) => changes.reduce((before, each) => mutate(before, each), bytes));
}

function mutate(
  bytes: Buffer,
  [kind, place, value, length]: readonly [number, number, number, number],
): Buffer {
  const at = bytes.length === 0 ? 0 : place % bytes.length;
  const before = bytes.subarray(0, at);
  switch (kind) {
    case 0:
      return Buffer.concat([before, Buffer.of(value), bytes.subarray(at + 1)]);
    case 1:
      return Buffer.concat([before, bytes.subarray(at + length)]);
    case 2:
      return Buffer.concat([before, bytes.subarray(at, at + length), bytes.subarray(at)]);
    default:
      return before;
  }
}
