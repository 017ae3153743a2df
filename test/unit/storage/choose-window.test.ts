import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeploymentState } from '../../../shared/model/deployment.ts';
import { chooseWindow, type GoodDeployment } from '../../../electron/core/storage/choose-window.ts';
import { DAY, NOW } from './sample-facts.ts';

/** Newest first: `v5` superseded, or `v5:rolled-back`; each began a hundred days before the one after it, unless given. */
function deployments(words: string, age = (index: number) => (index + 1) * 100): readonly GoodDeployment[] {
  const all = words.split(' ');
  return all.map((word, index) => {
    const [release = '', state = index === 0 ? 'live' : 'superseded'] = word.split(':');
    return {
      release,
      state: state as DeploymentState,
      sequence: all.length - index,
      startedAt: NOW - age(index) * DAY,
    };
  });
}

const choose = (list: readonly GoodDeployment[], keep: number, days = 0, anchor = list[0]?.sequence) =>
  [...chooseWindow(list, anchor, { keep, days }, NOW)].sort();

describe('how far back a rollback reaches', () => {
  it('is so many different releases, the one that serves included', () => {
    expect(choose(deployments('v6 v5 v4 v3 v2 v1'), 3)).toEqual(['v4', 'v5', 'v6']);
    expect(choose(deployments('v6 v6 v6 v5 v4'), 2)).toEqual(['v5', 'v6']);
  });

  it('is not used up by what was rolled back', () => {
    const list = deployments('v2 v5:rolled-back v4:rolled-back v3:rolled-back v2 v1');
    expect(choose(list, 2, 0, 2)).toEqual(['v1', 'v2']);
  });

  it('is reckoned from where rollbacks in a row have come to, too', () => {
    const list = deployments('v6 v9 v8 v7 v6 v5 v4 v3');
    expect(choose(list, 3, 0, 4)).toEqual(['v4', 'v5', 'v6', 'v8', 'v9']);
  });

  it('holds whatever served in the last days, however many, also what was rolled back', () => {
    const list = deployments('v5 v4:rolled-back v3 v2 v1', (index) => [1, 2, 3, 100, 200][index] ?? 0);
    // v2 served until v3 began, three days ago.
    expect(choose(list, 1, 7)).toEqual(['v2', 'v3', 'v4', 'v5']);
    expect(choose(list, 1, 1)).toEqual(['v4', 'v5']);
  });

  it('never loses what serves, nor the release before it', () => {
    const word = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.constantFrom('superseded', 'rolled-back'));
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 2, max: 6 }),
        (rest, keep) => {
          const list = deployments(
            ['v9', ...rest.map(([version, state]) => `v${version}:${state}`)].join(' '),
          );
          const window = choose(list, keep);
          expect(window).toContain('v9');
          const before = list.find(({ state }) => state === 'superseded');
          if (before !== undefined) expect(window).toContain(before.release);
        },
      ),
    );
  });
});
