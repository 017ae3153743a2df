import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { DEPLOYMENT_STATES } from '../../../shared/model/deployment.ts';
import type { DeploymentState } from '../../../shared/model/deployment.ts';
import { openStores } from '../../../electron/core/db/open-stores.ts';
import type { DeploymentFilter, DeploymentSummary, Stores } from '../../../electron/core/db/stores.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import * as sample from './sample-rows.ts';
import { furnish, furnishedHistory, handClock } from './temporary-history.ts';

interface Row {
  readonly app: string;
  readonly environment: string;
  readonly host: string;
  readonly by: string;
  readonly state: DeploymentState;
}

const anyRow = fc.record({
  app: fc.constantFrom('web', 'api'),
  environment: fc.constantFrom('dev', 'prod'),
  host: fc.constantFrom('h1', 'h2'),
  by: fc.constantFrom('ann', 'bob'),
  state: fc.constantFrom(...DEPLOYMENT_STATES),
});

const anyFilter: fc.Arbitrary<DeploymentFilter> = fc.record(
  {
    app: fc.constantFrom('web', 'api'),
    environment: fc.constantFrom('dev', 'prod'),
    host: fc.constantFrom('h1', 'h2'),
    by: fc.constantFrom('ann', 'bob'),
    states: fc.array(fc.constantFrom(...DEPLOYMENT_STATES), { maxLength: 4 }),
  },
  { requiredKeys: [] },
);

function insert(stores: Stores, { state, ...row }: Row): void {
  const id = randomIds.next();
  stores.deployments.begin(sample.deployment({ id, ...row }));
  if (state !== 'running') stores.deployments.setState(id, state);
}

function isWanted(filter: DeploymentFilter, row: DeploymentSummary): boolean {
  const { states, ...values } = filter;
  return (
    (states?.includes(row.state) ?? true) &&
    Object.entries(values).every(([key, value]) => row[key as keyof typeof values] === value)
  );
}

test('pages put together are the whole list, also when rows are added between them', () => {
  fc.assert(
    fc.property(
      fc.array(anyRow, { maxLength: 40 }),
      anyFilter,
      fc.integer({ min: 1, max: 7 }),
      fc.array(fc.array(anyRow, { maxLength: 3 }), { maxLength: 10 }),
      (rows, filter, limit, additions) => {
        const stores = openStores(':memory:', { clock: handClock(), ids: randomIds });
        furnish(stores);
        rows.forEach((row) => insert(stores, row));
        const expected = stores.deployments
          .page({}, { limit: 1000 })
          .filter((row) => isWanted(filter, row))
          .map(({ sequence }) => sequence);

        const seen: number[] = [];
        let page = stores.deployments.page(filter, { limit });
        while (page.length > 0) {
          seen.push(...page.map(({ sequence }) => sequence));
          additions.shift()?.forEach((row) => insert(stores, row));
          page = stores.deployments.page(filter, { limit, before: seen.at(-1) ?? 0 });
        }
        stores.close();
        expect(seen).toEqual(expected);
      },
    ),
    { numRuns: 150 },
  );
});

test('a page has 50 rows unless told otherwise, newest first, without plan and configuration', () => {
  const { deployments } = furnishedHistory().stores;
  for (let n = 1; n <= 60; n++) deployments.begin(sample.deployment({ id: `d${n}` }));
  const page = deployments.page({});
  expect(page).toHaveLength(50);
  expect(page[0]?.id).toBe('d60');
  expect(page[0]).not.toHaveProperty('plan');
  expect(page[0]).not.toHaveProperty('config');
});

test('an empty list of states asks for nothing', () => {
  const { deployments } = furnishedHistory().stores;
  deployments.begin(sample.deployment({ id: 'd1' }));
  expect(deployments.page({ states: [] })).toEqual([]);
});
