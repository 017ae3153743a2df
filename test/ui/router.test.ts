import { expect, test } from 'vitest';
import { formatRoute, parseRoute, type Route } from '../../renderer/app/router.ts';

const PLACES: readonly Route[] = [
  { name: 'board' },
  { name: 'apps' },
  { name: 'history' },
  { name: 'health' },
  { name: 'hosts' },
  { name: 'drift' },
  { name: 'space' },
  { name: 'settings' },
  { name: 'notices' },
  { name: 'onboarding' },
  { name: 'app', app: 'web' },
  { name: 'app', app: 'a/b %#? ü' },
  { name: 'deployment', id: '01JABC' },
  { name: 'compare', a: '01A', b: '01B' },
  { name: 'releases', app: 'web', from: 15, to: 16 },
  { name: 'logs', app: 'web', environment: 'prod' },
  { name: 'logs', app: 'web', environment: 'prod', host: 'nuc-1' },
];

test.each(PLACES)('%j is found again at its address', (place) => {
  expect(parseRoute(`#${formatRoute(place)}`)).toEqual(place);
});

test('addresses stay as they were: people keep links', () => {
  expect(PLACES.map(formatRoute)).toEqual([
    '/board',
    '/apps',
    '/history',
    '/health',
    '/hosts',
    '/drift',
    '/space',
    '/settings',
    '/notices',
    '/onboarding',
    '/apps/web',
    '/apps/a%2Fb%20%25%23%3F%20%C3%BC',
    '/deployments/01JABC',
    '/compare/01A/01B',
    '/apps/web/compare/15/16',
    '/logs/web/prod',
    '/logs/web/prod/nuc-1',
  ]);
});

test('no address is the board', () => {
  for (const address of ['', '#', '#/', '/']) expect(parseRoute(address)).toEqual({ name: 'board' });
});

test('filters behind a place do not make it another', () => {
  expect(formatRoute({ name: 'history', query: { app: 'web', person: 'a b' } })).toBe(
    '/history?app=web&person=a+b',
  );
  expect(parseRoute('#/history?app=web')).toEqual({ name: 'history' });
});

test.each([
  '#/bord',
  '#/board/x',
  '#/deployments',
  '#/compare/a',
  '#/compare/a/b/c',
  '#/logs/web',
  '#/logs/web/prod/nuc-1/x',
  '#/apps/web/compare/1/x',
  '#/apps/web/compare/0/1',
  '#/apps//',
  '#/apps/%E0%A4%A',
])('%s is no place', (address) => {
  expect(parseRoute(address)).toBeUndefined();
});
