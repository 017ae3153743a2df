import { describe, expect, test } from 'vitest';
import { compareHouses } from '../../../electron/core/house/compare-houses.ts';
import type { Picture } from '../../../electron/core/house/picture.ts';
import type { StepRecord } from '../../../shared/model/deployment.ts';
import { sampleHostView, sampleLive, samplePicture, samplePlacement } from './sample-views.ts';

const types = (before: Picture, after: Picture) => compareHouses(before, after).map(({ type }) => type);
const step = (name: StepRecord['name'], state: StepRecord['state']): StepRecord => ({
  index: 1,
  name,
  state,
  startedAt: 1,
});
const app = (name: string, newest?: number) => ({
  name,
  directory: `/srv/${name}`,
  source: 'Dockerfile',
  environments: ['prod'],
  next: 2,
  ...(newest === undefined ? {} : { newest }),
});

describe('two pictures', () => {
  test('that say the same differ in nothing, whatever objects they are made of', () => {
    const picture = () =>
      samplePicture({
        hosts: [sampleHostView('local')],
        apps: [app('web')],
        placements: [samplePlacement('web')],
        live: [sampleLive('d1')],
      });
    expect(types(picture(), picture())).toEqual([]);
  });

  test('tell of the one card that changed, and of cards that went', () => {
    const before = samplePicture({ placements: ['a', 'b', 'c'].map((name) => samplePlacement(name)) });
    const after = samplePicture({
      placements: [samplePlacement('a'), samplePlacement('b', { health: 'down', problem: 'it ended' })],
    });
    expect(compareHouses(before, after)).toEqual([
      { type: 'placement.removed', key: 'c/prod/local' },
      { type: 'placement.changed', placement: after.placements.get('b/prod/local') },
    ]);
  });

  test('see that something is no longer said', () => {
    const before = samplePicture({ placements: [samplePlacement('a', { problem: 'it ended' })] });
    const after = samplePicture({ placements: [samplePlacement('a')] });
    expect(types(before, after)).toEqual(['placement.changed']);
  });

  test('tell of a host and an app by themselves, and of all when some came, went or moved', () => {
    const hosts = [sampleHostView('local'), sampleHostView('rack')];
    const before = samplePicture({ hosts, apps: [app('web')] });
    const away = [sampleHostView('local'), sampleHostView('rack', { state: 'away' })];
    expect(types(before, samplePicture({ hosts: away, apps: [app('web', 3)] }))).toEqual([
      'host.changed',
      'app.changed',
    ]);
    for (const other of [
      samplePicture({ hosts: hosts.slice(0, 1), apps: [app('web')] }),
      samplePicture({ hosts: hosts.toReversed(), apps: [app('web')] }),
      samplePicture({ hosts, apps: [app('web'), app('api')] }),
      {
        ...before,
        lanes: [
          {
            id: 'e',
            name: 'prod',
            position: 1,
            hosts: [],
            policy: before.lanes[0]?.policy ?? { tested: false, soakMs: 0, approval: false },
          },
        ],
      },
    ])
      expect(compareHouses(before, other)).toEqual([
        { type: 'registry.changed', hosts: other.hosts, lanes: other.lanes, apps: other.apps },
      ]);
  });
});

describe('a deployment between two pictures', () => {
  const begun = sampleLive('d1');
  const switched = { ...sampleLive('d1', { state: 'baking' }), steps: [step('switch', 'done')] };
  const ended = { ...switched, deployment: { ...switched.deployment, state: 'live' as const } };
  const failed = sampleLive('d1', { state: 'failed' });
  const picture = (...live: Parameters<typeof samplePicture>[0]['live'] & object) => samplePicture({ live });

  test.each([
    ['begins', picture(), picture(begun), ['deployment.changed']],
    [
      'takes a step',
      picture(begun),
      picture({ ...begun, steps: [step('lock', 'done')] }),
      ['deployment.changed'],
    ],
    ['swings the gate', picture(begun), picture(switched), ['deployment.switched']],
    ['ends after it was seen to switch', picture(switched), picture(ended), ['deployment.ended']],
    ['switches and ends', picture(begun), picture(ended), ['deployment.switched', 'deployment.ended']],
    [
      'comes and goes',
      picture(),
      picture(ended),
      ['deployment.changed', 'deployment.switched', 'deployment.ended'],
    ],
    ['fails', picture(begun), picture(failed), ['deployment.ended']],
    ['comes and fails', picture(), picture(failed), ['deployment.changed', 'deployment.ended']],
    ['has ended before', picture(ended), picture(ended), []],
    ['is forgotten', picture(ended), picture(), []],
  ])('that %s', (_what, before, after, expected) => {
    expect(types(before, after)).toEqual(expected);
  });
});
