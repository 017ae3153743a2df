import { expect, test } from 'vitest';
import { temporaryHistory } from './temporary-history.ts';

const place = { app: 'web', environment: 'prod', host: 'h1' };
const gone = { finding: 'blue 1 missing', deployment: 'd1', since: 1000 };
const visit = { finding: 'exec c1 sh', deployment: 'd1', since: 2000, lasting: { times: 2, program: 'sh' } };

test('what was found is there again, with what lasts of it', () => {
  const { stores } = temporaryHistory();
  stores.drift.replace(place, [gone, visit]);
  expect(stores.drift.list(place)).toEqual([gone, visit]);
  expect(stores.drift.list({ ...place, host: 'h2' })).toEqual([]);
});

test('what is not found any more goes, what lasts is brought up to date, and other placements stay', () => {
  const { stores } = temporaryHistory();
  const other = { ...place, environment: 'dev' };
  stores.drift.replace(place, [gone, visit]);
  stores.drift.replace(other, [gone]);
  const later = { ...visit, lasting: { times: 3, program: 'sh' } };
  stores.drift.replace(place, [later]);
  expect(stores.drift.list(place)).toEqual([later]);
  expect(stores.drift.list(other)).toEqual([gone]);
});
