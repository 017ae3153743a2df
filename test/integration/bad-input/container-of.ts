import { expect } from 'vitest';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import type { Workshop } from '../../support/workshop.ts';

/** Id of the one container of an app's only placement that serves, waits as its standby, or is its edge. */
export async function containerOf(shop: Workshop, what: 'serving' | 'standby' | 'edge'): Promise<string> {
  const active = (await shop.core.status(shop.app)).find((each) => each.berth !== undefined)?.berth?.active;
  const found = await shop.engine.containers.list({ [LABEL.app]: shop.app });
  const [chosen, ...more] = found.filter(({ labels }) =>
    what === 'edge'
      ? labels[LABEL.role] === 'edge'
      : labels[LABEL.role] === 'replica' && (labels[LABEL.colour] === active) === (what === 'serving'),
  );
  expect(more).toEqual([]);
  if (chosen === undefined) throw new Error(`${shop.app} has no container that is ${what}`);
  return chosen.id;
}
