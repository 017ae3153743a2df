import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addressOf, isOurs, placeOf } from '../../../electron/main/address/app-address.ts';
import { mediaType } from '../../../electron/main/address/media-type.ts';
import { findLink, parseLink } from '../../../electron/main/address/parse-link.ts';
import { appPlace, deploymentPlace, logsPlace, PLACES } from '../../../electron/main/address/places.ts';
import { resolveAsset } from '../../../electron/main/address/resolve-asset.ts';
import { isServiceAddress, isWebAddress } from '../../../electron/main/security/external-address.ts';
import { isOwnFrame } from '../../../electron/main/security/is-own-frame.ts';

describe('a file of the interface', () => {
  test.each([
    ['app://twinberth/', 'index.html'],
    ['app://twinberth/#/apps/web', 'index.html'],
    ['app://twinberth/assets/index-1a2b.js?v=1', 'assets/index-1a2b.js'],
    // Steps up are taken by the URL itself, and none leads out of its root.
    ['app://twinberth/%2e%2e/../assets/x.css', 'assets/x.css'],
  ])('%s is %s', (address, file) => {
    expect(resolveAsset('/srv/interface', address)).toBe(join('/srv/interface', file));
  });

  test.each([
    'app://twinberth/assets/%2e%2e%2f%2e%2e%2fetc/passwd',
    'app://twinberth/..%2f..%2fetc%2fpasswd',
    'app://twinberth/..%5c..%5csecret',
    'app://twinberth/assets/a%00.js',
    'app://twinberth/%c3%28',
    'app://twinberth/c:/windows',
    'app://elsewhere/index.html',
    'app://twinberth.evil/index.html',
    'app://name@twinberth/index.html',
    'file:///etc/passwd',
    'https://twinberth/index.html',
    'nonsense',
  ])('%s is none', (address) => {
    expect(resolveAsset('/srv/interface', address)).toBeUndefined();
  });

  test('is told to be what its name says, and nothing to be run otherwise', () => {
    expect(mediaType('/a/index.HTML')).toBe('text/html; charset=utf-8');
    expect(mediaType('/a/x.js')).toContain('text/javascript');
    expect(mediaType('/a/x.exe')).toBe('application/octet-stream');
  });
});

describe('our own pages', () => {
  test('are told from others', () => {
    expect(isOurs('app://twinberth/#/board')).toBe(true);
    for (const other of ['app://twinberth:80/', 'app://x/', 'https://twinberth/', 'about:blank', ''])
      expect(isOurs(other), other).toBe(false);
  });

  test('only their outermost frames may call', () => {
    const own = { url: 'app://twinberth/#/board', parent: null };
    expect(isOwnFrame(own)).toBe(true);
    expect(isOwnFrame({ url: own.url, parent: own })).toBe(false);
    expect(isOwnFrame({ url: 'https://example.com/', parent: null })).toBe(false);
    expect(isOwnFrame(null)).toBe(false);
  });

  test('have addresses that lead back to their places', () => {
    expect(placeOf(addressOf('#/apps/web'))).toBe('#/apps/web');
    expect(placeOf('https://example.com/#/apps/web')).toBe('#/board');
    expect(placeOf('app://twinberth/')).toBe('#/board');
  });
});

describe('a link', () => {
  test.each([
    ['twinberth://app/web', '#/apps/web'],
    ['TWINBERTH://app/web/', '#/apps/web'],
    ['twinberth://deployment/0f3a9c', '#/deployments/0f3a9c'],
  ])('%s opens %s', (link, place) => {
    expect(parseLink(link)).toBe(place);
  });

  test.each([
    'twinberth://app/',
    'twinberth://app',
    'twinberth://app/web/prod',
    'twinberth://app/web?deploy=1',
    'twinberth://app/web#x',
    'twinberth://user:word@app/web',
    'twinberth://app/%3Cscript%3E',
    'twinberth://settings/x',
    'https://app/web',
    `twinberth://app/${'a'.repeat(2000)}`,
    'not a link',
  ])('%s opens nothing', (link) => {
    expect(parseLink(link)).toBeUndefined();
  });

  test('is found among the arguments of a second start', () => {
    expect(findLink(['/opt/twinberth', '--flag', 'twinberth://app/web'])).toBe('twinberth://app/web');
    expect(findLink(['/opt/twinberth', '--hidden'])).toBeUndefined();
  });
});

test('only https: is handed to the browser, and http: for what runs here', () => {
  expect(isWebAddress('https://example.com/x')).toBe(true);
  for (const bad of [
    'http://example.com',
    'file:///etc/passwd',
    'https://a:b@example.com',
    'javascript:alert(1)',
    'x',
  ])
    expect(isWebAddress(bad), bad).toBe(false);
  expect(isServiceAddress('http://127.0.0.1:8080')).toBe(true);
  expect(isServiceAddress('smb://127.0.0.1/share')).toBe(false);
});

test('every place that menus, links and notifications open is one of the window', async () => {
  const router = join(import.meta.dirname, '../../../renderer/app/router.ts');
  const { parseRoute } = (await import(router)) as { parseRoute: (address: string) => unknown };
  const places = [...Object.values(PLACES), appPlace('web'), deploymentPlace('0f3a')];
  expect(places.filter((place) => parseRoute(place) === undefined)).toEqual([]);
  expect(parseRoute(logsPlace({ app: 'web', environment: 'prod', host: 'nuc 1' }))).toEqual({
    name: 'logs',
    app: 'web',
    environment: 'prod',
    host: 'nuc 1',
  });
});
