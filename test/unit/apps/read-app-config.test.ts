import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAppConfig } from '../../../electron/core/apps/read-app-config.ts';
import { readSettings } from '../../../electron/core/apps/settings.ts';
import { appFolder, configOf, placementOf, settings, temporaryFolder, warningsOf } from './app-folder.ts';

const FULL = `
app: web
build: { context: src, dockerfile: docker/Dockerfile, args: { VERSION: 1.10, DEBUG: true }, target: run, platform: linux/arm64 }
port: 8080
mode: http
health: { path: /healthz, interval: 250ms, timeout: 2s, rise: 3, fall: 4, stable: 1s, deadline: 45s }
test: { command: ["node", "--test"], timeout: 1m30s, environment: { CI: 1 }, user: node }
bake: { window: 20s, maxErrorRate: 2.5% }
warmFor: 1h30m
drain: 5s
environment:
  LOG_LEVEL: info
  MODE: 0644
  ON: true
  DB_PASSWORD: { secret: "file:~/.secrets/db" }
volumes: ["data:/var/lib/app", "./etc:/etc/app:ro", "/srv/x:/x", "~/y:/y"]
tmpfs: /tmp
read_only: true
user: 1000:1000
working_dir: /srv
command: node 'my server.js' --port 8080
entrypoint: ["/init", "--"]
mem_limit: 64m
cpus: 0.5
pids_limit: 100
stop_signal: int
stop_grace_period: 20s
init: true
cap_add: [net_bind_service]
cap_drop: [ALL]
extra_hosts: { db.local: 192.168.1.5 }
labels: { team: shop }
strategy: blue-green
replicas: 2
edge: { image: "my/edge:2", maxConnections: 500 }
environments:
  dev: { publish: 127.0.0.1:18080, replicas: 1 }
  prod: { publish: 80 }
`;

describe('a file that says everything', () => {
  it('becomes what its words mean, in milliseconds, bytes and absolute paths', async () => {
    const folder = await appFolder(FULL);
    const { config, warnings } = await readAppConfig(folder, settings);
    expect(warnings).toEqual([]);
    expect(config).toMatchObject({
      app: 'web',
      directory: folder,
      file: join(folder, 'twinberth.yaml'),
      source: {
        kind: 'build',
        context: join(folder, 'src'),
        dockerfile: 'docker/Dockerfile',
        args: { VERSION: '1.10', DEBUG: 'true' },
        target: 'run',
        platform: 'linux/arm64',
      },
      test: { command: ['node', '--test'], timeoutMs: 90_000, environment: { CI: '1' }, user: 'node' },
    });
    expect([...config.environments.keys()]).toEqual(['dev', 'prod']);
    expect(config.environments.get('prod')).toEqual({
      mode: 'http',
      port: 8080,
      publish: { port: 80 },
      replicas: 2,
      strategy: 'blue-green',
      health: {
        path: '/healthz',
        intervalMs: 250,
        timeoutMs: 2000,
        rise: 3,
        fall: 4,
        stableMs: 1000,
        deadlineMs: 45_000,
      },
      bakeMs: 20_000,
      bakeMaxErrorRate: 0.025,
      warmForMs: 5_400_000,
      drainMs: 5000,
      environment: {
        LOG_LEVEL: 'info',
        MODE: '0644',
        ON: 'true',
        DB_PASSWORD: { secret: 'file:/home/ann/.secrets/db' },
      },
      volumes: [
        { kind: 'volume', source: 'data', target: '/var/lib/app', readOnly: false },
        { kind: 'bind', source: join(folder, 'etc'), target: '/etc/app', readOnly: true },
        { kind: 'bind', source: '/srv/x', target: '/x', readOnly: false },
        { kind: 'bind', source: '/home/ann/y', target: '/y', readOnly: false },
      ],
      tmpfs: ['/tmp'],
      readOnly: true,
      user: '1000:1000',
      workingDir: '/srv',
      command: ['node', 'my server.js', '--port', '8080'],
      entrypoint: ['/init', '--'],
      memory: 67_108_864,
      cpus: 0.5,
      pids: 100,
      stopSignal: 'SIGINT',
      stopGraceMs: 20_000,
      init: true,
      capAdd: ['NET_BIND_SERVICE'],
      capDrop: ['ALL'],
      extraHosts: ['db.local:192.168.1.5'],
      labels: { team: 'shop' },
      edge: { image: 'my/edge:2', maxConnections: 500 },
    });
    expect(config.environments.get('dev')).toMatchObject({
      publish: { address: '127.0.0.1', port: 18_080 },
      replicas: 1,
    });
  });
});

describe('what a file does not say', () => {
  it('has the documented defaults', async () => {
    expect(await placementOf('environments: { dev: }')).toEqual({
      mode: 'http',
      replicas: 1,
      strategy: 'auto',
      health: {
        path: '/',
        intervalMs: 1000,
        timeoutMs: 5000,
        rise: 2,
        fall: 3,
        stableMs: 2000,
        deadlineMs: 60_000,
      },
      bakeMs: 10_000,
      bakeMaxErrorRate: 0.05,
      warmForMs: 900_000,
      drainMs: 30_000,
      environment: {},
      volumes: [],
      tmpfs: [],
      readOnly: false,
      stopGraceMs: 10_000,
      init: false,
      capAdd: [],
      capDrop: [],
      extraHosts: [],
      labels: {},
      edge: { image: 'haproxy:3.2-alpine', maxConnections: 4096 },
    });
  });

  it('comes from the settings of the installation', async () => {
    const folder = await appFolder('app: web\nenvironments: { dev: }\ntest: [x]');
    const own = readSettings({ TWINBERTH_BAKE: '3s', TWINBERTH_EDGE_IMAGE: 'edge:9' }, 'linux', '/home/ann');
    const { config } = await readAppConfig(folder, own.settings);
    expect(config.environments.get('dev')).toMatchObject({ bakeMs: 3000, edge: { image: 'edge:9' } });
    expect(config.test?.timeoutMs).toBe(300_000);
  });

  it('builds the folder itself when a Dockerfile lies there', async () => {
    const config = await configOf('app: web\nenvironments: { dev: }');
    expect(config.source).toEqual({
      kind: 'build',
      context: config.directory,
      dockerfile: 'Dockerfile',
      args: {},
    });
  });
});

describe('an environment', () => {
  it('lays its own words over the app, key by key in maps and whole in lists', async () => {
    const yaml = `
environment: { A: 1, B: 2, C: 3 }
labels: { x: 1 }
health: { path: /a, rise: 5 }
bake: 7s
volumes: [one:/one, two:/two]
edge: { maxConnections: 10 }
environments:
  dev:
    environment: { B: two, C: null, D: 4 }
    labels: { y: 2 }
    health: { path: /b }
    bake: { maxErrorRate: 1% }
    volumes: [three:/three]
    edge: { image: other:1 }
`;
    const dev = await placementOf(yaml);
    expect(dev.environment).toEqual({ A: '1', B: 'two', D: '4' });
    expect(dev.labels).toEqual({ x: '1', y: '2' });
    expect(dev.health).toMatchObject({ path: '/b', rise: 5 });
    expect([dev.bakeMs, dev.bakeMaxErrorRate]).toEqual([7000, 0.01]);
    expect(dev.volumes.map((mount) => mount.source)).toEqual(['three']);
    expect(dev.edge).toEqual({ image: 'other:1', maxConnections: 10 });
  });

  it('takes away what the app says with null, and lifts limits with 0', async () => {
    const dev = await placementOf(`
publish: 80
user: app
command: run
health: { path: /a }
environment: { A: 1 }
mem_limit: 64m
pids_limit: 10
environments:
  dev: { publish: null, user: null, command: null, health: null, environment: null, mem_limit: 0, pids_limit: -1 }
`);
    expect(dev).not.toHaveProperty('publish');
    expect(dev).not.toHaveProperty('user');
    expect(dev).not.toHaveProperty('command');
    expect(dev).not.toHaveProperty('memory');
    expect(dev).not.toHaveProperty('pids');
    expect(dev.health.path).toBe('/');
    expect(dev.environment).toEqual({});
  });
});

describe('YAML as people write it', () => {
  it('follows anchors and merge keys, keeps numbers as written, and leaves `x-` keys alone', async () => {
    const dev = await placementOf(`
x-common: &common { PRICE: 1.10, ID: 12345678901234567890 }
environment: { <<: *common, LOG: info }
environments: { dev: }
`);
    expect(dev.environment).toEqual({ PRICE: '1.10', ID: '12345678901234567890', LOG: 'info' });
  });

  it("takes Compose's list form of variables", async () => {
    const dev = await placementOf('environment: ["A=1", "B=x=y", "C="]\nenvironments: { dev: }');
    expect(dev.environment).toEqual({ A: '1', B: 'x=y', C: '' });
  });

  it('takes a byte order mark and Windows line ends', async () => {
    const config = await configOf('\uFEFFapp: web\r\nenvironments:\r\n  dev:\r\n');
    expect([...config.environments.keys()]).toEqual(['dev']);
  });
});

describe('which file', () => {
  it('may be twinberth.yml, and may be named itself', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'twinberth.yml'), 'app: web\nimage: x\nenvironments: { dev: }');
    expect((await readAppConfig(folder, settings)).config.app).toBe('web');
    const named = await readAppConfig(join(folder, 'twinberth.yml'), settings);
    expect(named.config.directory).toBe(folder);
  });

  it('is twinberth.yaml when both are there, and says so', async () => {
    const folder = await appFolder('app: web\nenvironments: { dev: }');
    await writeFile(join(folder, 'twinberth.yml'), 'app: other');
    const { config, warnings } = await readAppConfig(folder, settings);
    expect(config.app).toBe('web');
    expect(warnings).toEqual([expect.stringContaining('twinberth.yml: is ignored')]);
  });

  it('is missed by name, with the least that it can hold', async () => {
    const folder = await temporaryFolder();
    await expect(readAppConfig(folder, settings)).rejects.toMatchObject({
      code: 'config.missing',
      message: expect.stringMatching(/no twinberth\.yaml or twinberth\.yml: .*\n[^]*app: web/) as string,
      details: { lookedFor: [join(folder, 'twinberth.yaml'), join(folder, 'twinberth.yml')] },
    });
    await rm(folder, { recursive: true });
    await expect(readAppConfig(folder, settings)).rejects.toMatchObject({
      code: 'config.missing',
      message: expect.stringContaining(`no such folder: ${folder}`) as string,
    });
  });

  it('is not a folder of that name', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'twinberth.yaml'));
    await expect(readAppConfig(folder, settings)).rejects.toMatchObject({ code: 'config.missing' });
  });
});

describe('what is possible but seldom meant', () => {
  it('is warned about by its place', async () => {
    const warnings = await warningsOf(`app: web
command: node a.js && echo done
environment: { URL: "http://\${HOST}/" }
environments:
  dev: { publish: 80 }
  prod: { publish: 80 }
`);
    expect(warnings.map((warning) => warning.replace(/^.*twinberth\.yaml:/, ''))).toEqual([
      '6:20: environments.prod.publish is 80, as in dev. Two environments on one host need two ports.',
      '2:10: command holds `&&`, but no shell runs it. Write `["sh", "-c", "…"]` if one should.',
      '3:21: environment.URL holds `${HOST}`, which stays as it is. A variable\'s value can be taken from where Twinberth runs: `{ secret: "env:HOST" }`.',
    ]);
  });

  it('is a file without environments', async () => {
    expect(await warningsOf('app: web')).toEqual([expect.stringContaining('no environment is named')]);
  });
});
