import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../electron/core/apps/settings.ts';
import { dataPaths, defaultDataFolder } from '../../../electron/core/runtime/paths.ts';

describe('settings', () => {
  it('are the documented ones when nothing is set, and say so', () => {
    const { settings, origins, warnings } = readSettings({}, 'linux', '/home/ann');
    expect(settings.home).toBe('/home/ann/.local/share/twinberth');
    expect(settings.docker).toEqual({ tlsVerify: false, configFolder: '/home/ann/.docker' });
    expect(origins.every(({ from }) => from === 'default')).toBe(true);
    expect(Object.fromEntries(origins.map(({ name, value }) => [name, value]))).toMatchObject({
      'edge.image': 'haproxy:3.2-alpine',
      'health.stable': '2s',
      'health.deadline': '1m',
      bake: '10s',
      warmFor: '15m',
      drain: '30s',
    });
    expect(warnings).toEqual([]);
  });

  it('come from the environment, and say from which variable', () => {
    const { settings, origins } = readSettings(
      {
        TWINBERTH_HOME: '/data/tb/',
        TWINBERTH_EDGE_IMAGE: 'edge:1',
        TWINBERTH_STABLE: '500ms',
        TWINBERTH_WARM_FOR: '1h',
        TWINBERTH_BAKE_MAX_ERROR_RATE: '1%',
        TWINBERTH_RUN: 'run-1',
        TWINBERTH_HOST_ADDRESS: '10.0.0.2',
        TWINBERTH_DRAIN: '',
        DOCKER_HOST: 'tcp://box:2376',
        DOCKER_TLS_VERIFY: '1',
        DOCKER_CERT_PATH: '/certs',
        DOCKER_CONFIG: '/cfg',
      },
      'linux',
      '/home/ann',
    );
    expect(settings).toMatchObject({
      home: '/data/tb/',
      run: 'run-1',
      hostAddress: '10.0.0.2',
      defaults: {
        edge: { image: 'edge:1' },
        health: { stableMs: 500 },
        warmForMs: 3_600_000,
        bakeMaxErrorRate: 0.01,
        drainMs: 30_000,
      },
      docker: { host: 'tcp://box:2376', tlsVerify: true, certPath: '/certs', configFolder: '/cfg' },
    });
    expect(origins).toContainEqual({ name: 'edge.image', value: 'edge:1', from: 'TWINBERTH_EDGE_IMAGE' });
    expect(origins).toContainEqual({ name: 'warmFor', value: '1h', from: 'TWINBERTH_WARM_FOR' });
    expect(origins).toContainEqual({ name: 'drain', value: '30s', from: 'default' });
  });

  it('are refused together when they are impossible', () => {
    const read = () =>
      readSettings(
        { TWINBERTH_BAKE: '10', TWINBERTH_HOME: 'data', TWINBERTH_HEALTH_RISE: '0' },
        'linux',
        '/home/ann',
      );
    expect(read).toThrow(
      expect.objectContaining({
        code: 'setting.invalid',
        message: [
          'TWINBERTH_HOME must be an absolute path.',
          'TWINBERTH_HEALTH_RISE must be a whole number between 1 and 100, not `0`.',
          'TWINBERTH_BAKE has no unit (`10`). Did you mean `10s`?',
        ].join('\n'),
      }) as Error,
    );
  });

  it('that are none are pointed out, with the one that was meant', () => {
    const { warnings } = readSettings(
      {
        TWINBERTH_EDGEIMAGE: 'x',
        TWINBERTH_NONSENSE: '1',
        TWINBERTH_TEST_ENGINE: 'unix:///x',
        TWINBERTH_PROVIDED: '1',
        TWINBERTH_PROVIDE: '1',
      },
      'linux',
      '/home/ann',
    );
    expect(warnings).toEqual([
      'TWINBERTH_EDGEIMAGE is not a setting; did you mean TWINBERTH_EDGE_IMAGE?',
      'TWINBERTH_NONSENSE is not a setting',
      'TWINBERTH_PROVIDE is not a setting',
    ]);
  });
});

describe('the data folder', () => {
  it.each([
    ['linux', {}, '/home/ann', '/home/ann/.local/share/twinberth'],
    ['linux', { XDG_DATA_HOME: '/xdg' }, '/home/ann', '/xdg/twinberth'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ann', '/home/ann/.local/share/twinberth'],
    ['darwin', {}, '/Users/ann', '/Users/ann/Library/Application Support/Twinberth'],
    ['win32', { APPDATA: 'C:\\R' }, 'C:\\Users\\ann', 'C:\\R\\Twinberth'],
    ['win32', {}, 'C:\\Users\\ann', 'C:\\Users\\ann\\AppData\\Roaming\\Twinberth'],
  ] as const)('on %s with %o', (platform, variables, home, folder) => {
    expect(defaultDataFolder(variables, platform, home)).toBe(folder);
  });

  it('holds the history', () => {
    expect(dataPaths('/d', 'linux').database).toBe('/d/history.db');
    expect(dataPaths('C:\\d', 'win32').database).toBe('C:\\d\\history.db');
  });
});
