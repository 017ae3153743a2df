import { describe, expect, test } from 'vitest';
import { exportTimeline } from '../../../electron/core/history/export-timeline.ts';
import { pageHistory } from '../../../electron/core/history/page-history.ts';
import * as sample from '../db/sample-rows.ts';
import { failureOf, furnishedHistory } from '../db/temporary-history.ts';

const AT = 1_700_000_000_000;

function manyDeployments(count: number) {
  const { stores } = furnishedHistory();
  stores.transaction(() => {
    for (let index = 0; index < count; index++)
      stores.deployments.begin(sample.deployment({ id: `d${index}`, startedAt: AT + (index % 7) }));
  });
  return stores;
}

describe('pages of history', () => {
  test('go on where the last one ended, also while more is written', () => {
    const stores = manyDeployments(25);
    const whole = pageHistory(stores, {}, { limit: 100 }).rows.map(({ id }) => id);
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const page = pageHistory(stores, {}, { limit: 10, ...(before === undefined ? {} : { before }) });
      seen.push(...page.rows.map(({ id }) => id));
      before = page.next;
      stores.deployments.begin(sample.deployment({ id: `later-${seen.length}`, startedAt: AT + 1000 }));
    } while (before !== undefined);
    expect(seen).toEqual(whole);
  });

  test('name hosts as people do, and end without a next one', () => {
    const page = pageHistory(manyDeployments(2), {}, { limit: 2 });
    expect(page.rows[0]?.host).toBe('local');
    expect(page.next).toBeUndefined();
  });

  test.each(['', 'x', '1.2', '1.2.3.4', '-1.0.0'])('do not begin at %j', (before) => {
    expect(failureOf(() => pageHistory(manyDeployments(1), {}, { limit: 1, before })).code).toBe('usage');
  });
});

describe('an export', () => {
  test('is every row, as JSON and as CSV, however many', () => {
    const stores = manyDeployments(1201);
    const pieces = [...exportTimeline(stores, {}, 'json')];
    expect(pieces.length).toBeGreaterThan(3);
    const rows = JSON.parse(pieces.join('')) as readonly { id: string }[];
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1201);
    const lines = [...exportTimeline(stores, {}, 'csv')].join('').trimEnd().split('\r\n');
    expect(lines).toHaveLength(1202);
    expect(lines[0]).toMatch(/^at,kind,state,app,/);
    expect(lines.slice(1).map((line) => line.split(',').at(-1))).toEqual(rows.map(({ id }) => id));
    expect(JSON.parse([...exportTimeline(stores, { app: 'none' }, 'json')].join(''))).toEqual([]);
  });

  test('quotes what would break a line, and disarms what a spreadsheet would compute', () => {
    const { stores } = furnishedHistory();
    const messages = ['=HYPERLINK("http://x";"y")', '+1', '-1', '@x', '\tx', 'a, "b"\nc', 'plain'];
    messages.forEach((message, index) =>
      stores.deployments.begin(sample.deployment({ id: `d${index}`, message, startedAt: AT - index })),
    );
    const text = [...exportTimeline(stores, {}, 'csv')].join('');
    for (const shown of [
      `"'=HYPERLINK(""http://x"";""y"")"`,
      `,'+1,`,
      `,'-1,`,
      `,'@x,`,
      `,'\tx,`,
      `,"a, ""b""\nc",`,
      ',plain,',
    ])
      expect(text).toContain(shown);
  });
});
