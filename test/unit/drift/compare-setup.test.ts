import { describe, expect, it } from 'vitest';
import { compareNetwork } from '../../../electron/core/drift/compare-network.ts';
import { compareSetup } from '../../../electron/core/drift/compare-setup.ts';
import { compareVariables } from '../../../electron/core/drift/compare-variables.ts';
import { sampleSeen, sampleSpec } from './sample-seen.ts';

type Change = NonNullable<Parameters<typeof sampleSeen>[0]>;

const question = { spec: sampleSpec, restart: 'always' as const, healing: 'makes it anew' };

describe('what a container was made with', () => {
  it('is no finding when it is as recorded, whatever the image and the engine add', () => {
    expect(compareSetup(question, sampleSeen())).toEqual([]);
  });

  it.each<readonly [kind: string, change: Change, expected: string, observed: string]>([
    ['image', { state: { image: 'sha256:other' } }, 'sha256:web', 'sha256:other'],
    ['command', { setup: { command: ['sh'] } }, 'node server.js', 'sh'],
    ['user', { setup: { user: '' } }, '1000', ''],
    [
      'limit',
      { setup: { memoryBytes: 134_217_729 } },
      '134 MB (134217728 bytes)',
      '134 MB (134217729 bytes)',
    ],
    ['limit', { setup: { memoryBytes: 0 } }, '134 MB (134217728 bytes)', 'none'],
    ['limit', { setup: { cpus: 0.5 } }, '1.5', '0.5'],
    ['limit', { setup: { cpuShares: 512 } }, 'default', '512'],
    ['limit', { setup: { cpuSet: '0' } }, 'all', '0'],
    ['limit', { setup: { pids: 0 } }, '100', 'none'],
    ['restart', { setup: { restart: 'no' } }, 'always', 'no'],
    ['option', { setup: { readOnlyRoot: false } }, 'yes', 'no'],
    ['option', { setup: { privileged: true } }, 'no', 'yes'],
    [
      'option',
      { setup: { capAdd: ['SYS_ADMIN', 'NET_BIND_SERVICE'] } },
      'NET_BIND_SERVICE',
      'NET_BIND_SERVICE, SYS_ADMIN',
    ],
    ['option', { setup: { capDrop: [] } }, 'ALL', 'none'],
    ['option', { setup: { extraHosts: [] } }, 'db:10.0.0.2', 'none'],
    ['mount', { state: { mounts: [] } }, 'twinberth-web-prod-data', 'none'],
    ['mount', { setup: { tmpfs: [] } }, '/run', 'none'],
    [
      'port',
      { state: { ports: [{ containerPort: 8080, hostPort: 80, hostAddress: '0.0.0.0', protocol: 'tcp' }] } },
      'none',
      '80:8080',
    ],
  ])('tells of another %s: %j', (kind, change, expected, observed) => {
    expect(compareSetup(question, sampleSeen(change))).toMatchObject([
      { kind, severity: 'warning', expected, observed, healing: 'makes it anew' },
    ]);
  });

  it('tells of a mount that is read-only now, or another folder', () => {
    const [mount] = sampleSeen().state.mounts;
    if (mount === undefined) throw new Error('the sample has a mount');
    const readOnly = sampleSeen({ state: { mounts: [{ ...mount, readOnly: true }] } });
    expect(compareSetup(question, readOnly)).toMatchObject([
      { observed: 'twinberth-web-prod-data, read-only' },
    ]);
    const bound = sampleSeen({
      state: { mounts: [{ type: 'bind', source: '/etc', target: '/data', readOnly: false }] },
    });
    expect(compareSetup(question, bound)).toMatchObject([{ kind: 'mount', observed: '/etc' }]);
  });

  it('takes what the configuration leaves open from the image, where that is known', () => {
    const { command: _command, ...open } = sampleSpec;
    const seen = sampleSeen({ setup: { command: ['sh'] } });
    expect(compareSetup({ ...question, spec: open }, seen)).toEqual([]);
    const image = {
      id: 'sha256:web',
      tags: [],
      repoDigests: [],
      layers: [],
      os: 'linux',
      architecture: 'amd64',
      sizeBytes: 1,
      labels: {},
      exposedPorts: [],
      hasHealthcheck: false,
      user: '',
      environment: [],
      volumes: [],
      command: ['node', 'server.js'],
    };
    expect(compareSetup({ ...question, spec: open, image }, seen)).toMatchObject([
      { kind: 'command', expected: 'node server.js', observed: 'sh' },
    ]);
  });
});

describe('where a container is', () => {
  it.each([
    [{ 'twinberth-prod': '10.192.0.33' }, []],
    [{}, [{ severity: 'serious', observed: 'no network' }]],
    [
      { bridge: '172.17.0.2' },
      [
        { severity: 'warning', observed: 'bridge' },
        { severity: 'serious', observed: 'bridge' },
      ],
    ],
    [
      { 'twinberth-prod': '10.192.0.99' },
      [{ severity: 'serious', expected: '10.192.0.33', observed: '10.192.0.99' }],
    ],
  ])('%j', (addresses, found) => {
    expect(compareNetwork(sampleSpec, sampleSeen({ state: { addresses } }).state, '')).toMatchObject(found);
  });
});

describe('the variables of a container', () => {
  const recorded = {
    LOG_LEVEL: 'info',
    API_KEY: 'was written down in plain',
    PASSWORD: { secret: 'file:/run/password' },
    TOKEN: { secret: 'cmd:pass show token' },
  };
  const good = [
    'PATH=/bin',
    'LOG_LEVEL=info',
    'API_KEY=was written down in plain',
    'PASSWORD=hunter2',
    'TOKEN=t0p',
  ];
  const ask = (environment: readonly string[], more: object = {}) =>
    compareVariables(
      { recorded, secrets: new Map([['PASSWORD', 'hunter2']]), healing: '', ...more },
      environment,
    );

  it('are no finding when they are as recorded', () => {
    expect(ask(good)).toEqual([]);
  });

  it('are told when absent or other, and no value that may be a secret is', () => {
    const found = ask(['LOG_LEVEL=debug', 'API_KEY=k', 'PASSWORD=old-one']);
    expect(found.map(({ what }) => what)).toEqual([
      'the variable LOG_LEVEL has another value',
      'the variable API_KEY has another value',
      'the secret PASSWORD is not the one that its reference gives now',
      'the secret TOKEN is absent',
    ]);
    for (const value of ['debug', 'written down', 'hunter2', 'old-one'])
      expect(JSON.stringify(found)).not.toContain(value);
  });

  it('weigh less when the secret comes from the environment of whoever looks', () => {
    const question = { recorded: { P: { secret: 'env:P' } }, secrets: new Map([['P', 'mine']]), healing: '' };
    expect(compareVariables(question, ['P=theirs'])).toMatchObject([{ severity: 'info' }]);
  });

  it('that nobody recorded are found where the image is known', () => {
    const more = [...good, 'DEBUG=1', 'NODE_VERSION=24'];
    expect(ask(more)).toEqual([]);
    expect(ask(more, { image: ['PATH=/bin', 'NODE_VERSION=24'] })).toMatchObject([
      { id: 'variable DEBUG', expected: 'absent', observed: 'present' },
    ]);
  });
});
