import { expect, test } from 'vitest';

import { findDeployment } from '../../../electron/core/history/find-deployment.ts';
import { deployment } from '../db/sample-rows.ts';
import { failureOf, furnishedHistory } from '../db/temporary-history.ts';

function historyOf(...ids: readonly string[]) {
  const { deployments } = furnishedHistory().stores;
  for (const id of ids) deployments.begin(deployment({ id }));
  return deployments;
}

test('a deployment is found by its id, the beginning of it, or its number', () => {
  const deployments = historyOf('aaaa1111', 'aaaa2222', 'bbbb3333');
  const found = ['aaaa2222', 'aaaa2', 'bbbb', '#3'].map(
    (reference) => findDeployment(deployments, reference).id,
  );
  expect(found).toEqual(['aaaa2222', 'aaaa2222', 'bbbb3333', 'bbbb3333']);
});

test('an id that others begin with is still itself', () => {
  expect(findDeployment(historyOf('aaaa', 'aaaa1'), 'aaaa').id).toBe('aaaa');
});

test('a beginning that several share is not guessed', () => {
  const failure = failureOf(() => findDeployment(historyOf('aaaa1111', 'aaaa2222'), 'aaaa'));
  expect(failure.code).toBe('usage');
  expect(failure.message).toContain('aaaa');
});

test.each(['cccc', 'aaa', '', '#0', '#9', '%', 'aaaa1111x'])('nothing is found for "%s"', (reference) => {
  const failure = failureOf(() => findDeployment(historyOf('aaaa1111'), reference));
  expect(failure.code).toBe('deployment.unknown');
});
