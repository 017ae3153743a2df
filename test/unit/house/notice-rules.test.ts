import { describe, expect, test } from 'vitest';
import { countLook, UNTOLD, type Look } from '../../../electron/core/house/notices/count-looks.ts';
import { withoutTold } from '../../../electron/core/house/notices/drop-told.ts';
import { isSilent } from '../../../electron/core/house/notices/is-silent.ts';
import { judgeLook } from '../../../electron/core/house/notices/judge-look.ts';
import {
  wordDeployment,
  wordFailed,
  wordHostAway,
  wordHostBack,
  wordRecovered,
} from '../../../electron/core/house/notices/word-notices.ts';
import { DEFAULT_PREFERENCES } from '../../../electron/core/house/preferences/preferences-shape.ts';
import { DEPLOYMENT_STATES } from '../../../shared/model/deployment.ts';
import type { Notice } from '../../../shared/model/notice.ts';
import { sampleLive, samplePlacement } from './sample-views.ts';

/** What is told after each of these looks: `.` nothing, `F` failed, `R` recovered. */
function toldBy(looks: string): string {
  const words: Readonly<Record<string, Look>> = { g: 'good', b: 'bad', n: 'neither', a: 'afresh' };
  let count = UNTOLD;
  let told = '';
  for (const letter of looks) {
    const next = countLook(count, words[letter] ?? 'neither');
    count = next.count;
    told += next.tell === undefined ? '.' : next.tell === 'failed' ? 'F' : 'R';
  }
  return told;
}

describe('looks', () => {
  test.each([
    ['ggggg', '.....', 'what is well is never told'],
    ['bbb', '..F', 'three bad ones in a row'],
    ['bbbbbb', '..F...', 'told once, however long it lasts'],
    ['bbgbbgbb', '........', 'what flaps too quickly to count is not told'],
    ['bbbgg', '..F.R', 'two good ones in a row'],
    ['bbbgbgbgg', '..F.....R', 'a good one alone is no recovery'],
    ['bbbggbbb', '..F.R..F', 'a later failing is told again'],
    ['bbnnb', '....F', 'what cannot be told neither counts nor breaks the row'],
    ['bbabb', '.....', 'a deployment begins the count anew'],
    ['bbbagg', '..F..R', 'a deployment that mended it is followed by the recovery'],
  ])('%s tells %s: %s', (looks, expected) => {
    expect(toldBy(looks)).toBe(expected);
  });

  test.each([
    ['well', undefined, 'good'],
    ['degraded', 'x', 'bad'],
    ['down', 'x', 'bad'],
    ['gone', 'x', 'bad'],
    ['unknown', 'The edge does not say how it is', 'bad'],
    ['unknown', undefined, 'neither'],
    ['empty', undefined, 'afresh'],
  ] as const)('%s is a look that is %s', (health, problem, expected) => {
    const view = { health, ...(problem === undefined ? {} : { problem }) };
    expect(judgeLook(view, { deploying: false, hostHere: true })).toBe(expected);
    expect(judgeLook(view, { deploying: true, hostHere: true })).toBe('afresh');
  });

  test('a host that is away is nothing to count against its placements', () => {
    expect(
      judgeLook({ health: 'unknown', problem: 'no answer' }, { deploying: false, hostHere: false }),
    ).toBe('neither');
  });
});

describe('words', () => {
  const back = { version: 3, source: 'warm' as const };
  const down = samplePlacement('web', { health: 'down', problem: 'web-1 ended.', back });

  test('one that fails is named with its reason, and can be rolled back at once', () => {
    expect(wordFailed([down])).toEqual({
      kind: 'health.failed',
      title: 'web in prod on local is down',
      text: 'web-1 ended.',
      places: [{ app: 'web', environment: 'prod', host: 'local' }],
      actions: ['rollback', 'logs'],
    });
    expect(wordFailed([samplePlacement('web', { health: 'degraded' })])).toMatchObject({
      title: 'web in prod on local is degraded',
      actions: ['logs'],
    });
    // Its edge does not answer: what it serves is not known, so nobody may say that it is down.
    expect(wordFailed([samplePlacement('web', { health: 'unknown', problem: 'no answer' })])).toMatchObject({
      title: 'web in prod on local cannot be watched',
      text: 'no answer',
    });
  });

  test('several are one notice', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) =>
      samplePlacement(name, { health: 'down' }),
    );
    const notice = wordFailed(many);
    expect(notice.title).toBe('8 placements are failing');
    expect(notice.text.split('\n').at(-1)).toBe('and 2 more');
    expect(notice.places.map(({ app }) => app)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
    expect(wordRecovered(many.slice(0, 2))).toMatchObject({
      kind: 'health.recovered',
      title: '2 placements have recovered',
      text: 'a in prod on local\nb in prod on local',
    });
  });

  test('the end of a deployment, however it ended', () => {
    const kinds = DEPLOYMENT_STATES.map((state) => [
      state,
      wordDeployment(sampleLive('d1', { state }))?.kind,
    ]);
    expect(Object.fromEntries(kinds)).toEqual({
      running: undefined,
      baking: undefined,
      live: 'deployment.finished',
      superseded: 'deployment.finished',
      'rolled-back': 'deployment.finished',
      reverted: 'deployment.reverted',
      failed: 'deployment.failed',
      interrupted: 'deployment.failed',
    });
    const error = { code: 'ready.failed' as const, message: 'blue 1 did not answer.', details: {} };
    expect(wordDeployment(sampleLive('d1', { state: 'failed', error }))).toMatchObject({
      title: 'The deployment of web v2 in prod has failed',
      text: 'blue 1 did not answer.',
      deployment: 'd1',
      places: [{ app: 'web', environment: 'prod', host: 'local' }],
    });
  });

  test('a host that is away is one notice', () => {
    expect(wordHostAway('rack', 'No route.', 30)).toMatchObject({
      kind: 'host.away',
      host: 'rack',
      places: [],
      text: 'No route. 30 placements are not watched meanwhile.',
    });
  });
});

describe('what another process has just told', () => {
  const NOW = 1_000_000;
  const stored = (notice: object, at: number): Notice =>
    ({ id: 'x', read: false, silent: false, at, ...notice }) as Notice;
  const placement = (key: string) => samplePlacement(key.split('/')[0] ?? '', { health: 'down' });
  const left = (notice: Parameters<typeof withoutTold>[0], ...told: readonly Notice[]) =>
    withoutTold(notice, told, NOW, placement);
  const a = wordFailed([samplePlacement('a', { health: 'down' })]);
  const ab = wordFailed([samplePlacement('a', { health: 'down' }), samplePlacement('b', { health: 'down' })]);

  test('is not told again', () => {
    expect(left(a)).toBe(a);
    expect(left(a, stored(ab, NOW - 5000))).toBeUndefined();
    expect(left(ab, stored(a, NOW - 5000))?.places.map(({ app }) => app)).toEqual(['b']);
  });

  test('is told again when it is another time', () => {
    expect(left(a, stored(a, NOW - 600_000))).toBe(a);
    const recovered = stored(wordRecovered([samplePlacement('a')]), NOW - 2000);
    expect(left(a, recovered, stored(a, NOW - 5000))).toBe(a);
  });

  test('holds for hosts and for the ends of deployments, too', () => {
    const away = wordHostAway('rack', '', 1);
    expect(left(away, stored(away, NOW - 1000))).toBeUndefined();
    expect(left(wordHostBack('rack'), stored(away, NOW - 1000))).toBeDefined();
    const ended = wordDeployment(sampleLive('d1', { state: 'live' }));
    if (ended === undefined) throw new Error('it has ended');
    expect(left(ended, stored(ended, NOW - 9_000_000))).toBeUndefined();
  });
});

describe('silence', () => {
  const at = { now: 1000, watched: false };

  test('is kept while notifications are paused, for kinds that are off, and before the eyes of somebody', () => {
    expect(isSilent('health.failed', DEFAULT_PREFERENCES, at)).toBe(false);
    expect(isSilent('health.failed', { ...DEFAULT_PREFERENCES, pausedUntil: 1001 }, at)).toBe(true);
    expect(isSilent('health.failed', { ...DEFAULT_PREFERENCES, pausedUntil: 1000 }, at)).toBe(false);
    expect(isSilent('deployment.finished', DEFAULT_PREFERENCES, { ...at, watched: true })).toBe(true);
    const off = (notify: object) => ({
      ...DEFAULT_PREFERENCES,
      notify: { ...DEFAULT_PREFERENCES.notify, ...notify },
    });
    expect(isSilent('host.away', off({ failed: false }), at)).toBe(true);
    expect(isSilent('health.failed', off({ recovered: false, deployments: false }), at)).toBe(false);
    expect(isSilent('host.back', off({ recovered: false }), at)).toBe(true);
    expect(isSilent('deployment.reverted', off({ deployments: false }), at)).toBe(true);
  });
});
