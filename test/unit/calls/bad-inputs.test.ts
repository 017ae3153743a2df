import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONTRACT } from '../../../shared/contract/contract.ts';
import { ERROR_CODES } from '../../../shared/contract/errors.ts';
import type { Reply } from '../../../shared/contract/reply.ts';
import type { Calls } from '../../../electron/core/calls/calls.ts';
import { isFailure } from '../../../electron/core/runtime/failure.ts';
import { openCalls } from './open-calls.ts';

const caller = () => ({ signal: new AbortController().signal });
const NAMES = Object.keys(CONTRACT) as (keyof typeof CONTRACT)[];

/** Keys that calls know, with values that are seldom what they ask for. */
const plausible = fc.dictionary(
  fc.constantFrom(
    'app',
    'environment',
    'host',
    'name',
    'version',
    'from',
    'to',
    'kind',
    'id',
    'filter',
    'limit',
    'before',
    'directory',
    'text',
    'endpoint',
    'format',
    'of',
    'tail',
    'override',
    'expect',
    'operation',
    'span',
    'states',
  ),
  fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.integer(),
    fc.double(),
    fc.constantFrom(
      'web',
      'dev',
      'deploy',
      'promote',
      'json',
      'both',
      'recent',
      'x'.repeat(255),
      '../..',
      '\u0000',
    ),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.string(), { maxLength: 3 }),
    fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 }),
  ),
  { maxKeys: 6 },
);
const garbage = fc.oneof({ weight: 3, arbitrary: plausible }, { weight: 1, arbitrary: fc.anything() });

async function answerOf(calls: Calls, name: keyof typeof CONTRACT, input: unknown): Promise<Reply<unknown>> {
  if (CONTRACT[name].kind !== 'stream') return calls.call(name, input, caller());
  const stop = new AbortController();
  try {
    for await (const item of calls.open(name, input, stop.signal)) return { ok: true, value: item };
    return { ok: true, value: undefined };
  } catch (error) {
    if (isFailure(error)) return { ok: false, error: error.toReply() };
    throw error;
  } finally {
    stop.abort();
  }
}

describe('whatever is asked', () => {
  test.each(NAMES)(
    '%s answers, or says what is wrong',
    async (name) => {
      const { calls, defects } = openCalls();
      await fc.assert(
        fc.asyncProperty(garbage, async (input) => {
          const reply = await answerOf(calls, name, input);
          if (reply.ok) return;
          expect(ERROR_CODES).toContain(reply.error.code);
          expect(reply.error.code).not.toBe('internal');
          expect(reply.error.message.length).toBeGreaterThan(10);
          expect(reply.error.message.length).toBeLessThan(5000);
        }),
        { numRuns: 25 },
      );
      expect(defects).toEqual([]);
    },
    60_000,
  );

  test('a name that is none is refused, however it looks', async () => {
    const { calls } = openCalls();
    const odd = fc.oneof(
      fc.string(),
      fc.constantFrom('__proto__', 'constructor', 'toString', 'x'.repeat(100_000)),
    );
    await fc.assert(
      fc.asyncProperty(odd, async (name) => {
        fc.pre(!Object.hasOwn(CONTRACT, name));
        const reply = await calls.call(name, {}, caller());
        expect(reply).toMatchObject({ ok: false, error: { code: 'usage' } });
        expect(JSON.stringify(reply).length).toBeLessThan(1000);
      }),
    );
  });
});
