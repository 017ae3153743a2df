import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTextTail } from '../../../electron/core/engine/build/text-tail.ts';

test('a text that fits is kept as it is', () => {
  const tail = createTextTail(10);
  tail.append('12345');
  tail.append('67890');
  expect(tail.text()).toBe('1234567890');
});

test('of a longer one the end is kept, from the start of a line, and it says what was left out', () => {
  const tail = createTextTail(10);
  for (let line = 1; line <= 99; line++) tail.append(`line ${line}\n`);
  expect(tail.text()).toBe(`[the first ${99 * 8 - 9 - 8} characters were left out]\nline 99\n`);
});

test('what is left out and what is kept are together the whole text, however it came', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 30 })), fc.integer({ min: 1, max: 40 }), (parts, limit) => {
      const tail = createTextTail(limit);
      for (const part of parts) tail.append(part);
      const whole = parts.join('');
      const text = tail.text();
      const said = /^\[the first (\d+) characters were left out\]\n/.exec(text);
      if (whole.length <= limit) expect(text).toBe(whole);
      else expect(whole.slice(Number(said?.[1]))).toBe(text.slice(said?.[0].length));
      expect(text.length - (said?.[0].length ?? 0)).toBeLessThanOrEqual(limit);
    }),
  );
});
