import assert from 'node:assert/strict';
import { test } from 'node:test';

test('prices are rounded to whole cents', () => assert.equal(Math.round(19.995 * 100) / 100, 20));
test('an empty cart costs nothing', () =>
  assert.equal(
    [].reduce((sum, price) => sum + price, 0),
    0,
  ));
