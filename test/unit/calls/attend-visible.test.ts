import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { attendVisible } from '../../../electron/core/calls/attend-visible.ts';

test('a page that is hidden and shown over and over waits for its end once, and lets go then', () => {
  let attending = 0;
  const attend = attendVisible({
    attend: () => {
      attending += 1;
      return () => {
        attending -= 1;
      };
    },
  });
  const page = new AbortController();
  for (let count = 0; count < 20; count += 1) {
    attend(page.signal, true);
    expect(attending).toBe(1);
    attend(page.signal, false);
    expect(attending).toBe(0);
  }
  attend(page.signal, true);
  expect(getEventListeners(page.signal, 'abort')).toHaveLength(1);
  page.abort();
  expect(attending).toBe(0);
});
