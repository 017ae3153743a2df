import { describe, expect, test } from 'vitest';

import type { Environment } from '../../../shared/model/environment.ts';
import * as sample from './sample-rows.ts';
import { failureOf, furnishedHistory, temporaryHistory } from './temporary-history.ts';

describe('hosts', () => {
  test('are found by id and by name, and listed by name', () => {
    const { hosts } = temporaryHistory().stores;
    const tls = { ca: '/c/ca.pem', cert: '/c/cert.pem', key: '/c/key.pem' };
    const rack = {
      id: 'h2',
      name: 'rack',
      endpoint: { kind: 'tcp', host: 'rack.lan', port: 2376, tls },
      address: 'rack.lan',
      createdAt: 5,
    } as const;
    hosts.add(rack);
    hosts.add(sample.host);
    expect(hosts.get('h2')).toEqual(rack);
    expect(hosts.byName('local')).toEqual(sample.host);
    expect(hosts.list()).toEqual([sample.host, rack]);
    expect(hosts.get('nobody')).toBeUndefined();
    hosts.remove('h2');
    expect(hosts.list()).toEqual([sample.host]);
  });

  test('a name can be given once', () => {
    const { hosts } = temporaryHistory().stores;
    hosts.add(sample.host);
    const failure = failureOf(() => hosts.add({ ...sample.host, id: 'h2' }));
    expect(failure.code).toBe('host.taken');
    expect(failure.message).toContain('local');
  });

  test('one that an environment uses stays', () => {
    const { hosts, environments } = furnishedHistory().stores;
    expect(failureOf(() => hosts.remove('h1')).code).toBe('host.in-use');
    environments.remove('e1');
    hosts.remove('h1');
    expect(hosts.list()).toEqual([]);
  });
});

describe('apps', () => {
  test('are registered, moved and removed', () => {
    const { apps } = temporaryHistory().stores;
    apps.add({ name: 'web', directory: '/srv/web', createdAt: 7 });
    apps.add({ name: 'api', directory: '/srv/api', createdAt: 8 });
    apps.setDirectory('web', '/home/web');
    expect(apps.list().map(({ name, directory }) => [name, directory])).toEqual([
      ['api', '/srv/api'],
      ['web', '/home/web'],
    ]);
    apps.remove('api');
    expect(apps.get('api')).toBeUndefined();
    expect(apps.get('web')).toEqual({ name: 'web', directory: '/home/web', createdAt: 7 });
  });

  test('a name can be given once, and the failure says where the other one is', () => {
    const { apps } = temporaryHistory().stores;
    apps.add({ name: 'web', directory: '/srv/web', createdAt: 7 });
    const failure = failureOf(() => apps.add({ name: 'web', directory: '/other', createdAt: 8 }));
    expect(failure.code).toBe('app.taken');
    expect(failure.message).toContain('/srv/web');
  });

  test('one that is not there cannot move', () => {
    const { apps } = temporaryHistory().stores;
    expect(failureOf(() => apps.setDirectory('web', '/x')).code).toBe('app.unknown');
  });
});

describe('environments', () => {
  const prod: Environment = {
    id: 'e2',
    name: 'prod',
    position: 2,
    hosts: ['h2', 'h1'],
    policy: { tested: true, soakMs: 600_000, approval: true },
  };

  test('are listed by position, with their hosts in the order given', () => {
    const { environments, hosts } = furnishedHistory().stores;
    hosts.add({ ...sample.host, id: 'h2', name: 'rack' });
    environments.add(prod);
    expect(environments.list().map(({ name }) => name)).toEqual(['dev', 'prod']);
    expect(environments.byName('prod')).toEqual(prod);
    environments.setPosition('e2', 0);
    expect(environments.list().map(({ name }) => name)).toEqual(['prod', 'dev']);
    environments.remove('e2');
    expect(environments.byName('prod')).toBeUndefined();
  });

  test('one with an unknown host is not recorded at all', () => {
    const { environments } = furnishedHistory().stores;
    expect(() => environments.add(prod)).toThrow('FOREIGN KEY');
    expect(environments.byName('prod')).toBeUndefined();
  });

  test('a name can be given once', () => {
    const { environments } = furnishedHistory().stores;
    const failure = failureOf(() => environments.add({ ...prod, name: 'dev', hosts: ['h1'] }));
    expect(failure.code).toBe('environment.taken');
  });
});
