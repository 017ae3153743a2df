import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createOnboarding } from '../../../../electron/core/apps/onboarding/create-onboarding.ts';
import type { Onboarding } from '../../../../electron/core/apps/onboarding/onboarding.ts';
import { failureOf } from '../../../support/failure-of.ts';
import { stageRegistry, type Stage } from '../../hosts/stage-registry.ts';
import { temporaryFolder } from '../app-folder.ts';

const DOCKERFILE = `ARG PORT=3000
FROM scratch AS base
ENV PORT=\${PORT}
EXPOSE \${PORT}/tcp
VOLUME ["/var/lib/app data", "/var/lib/app"]
FROM other AS tools
EXPOSE 9
FROM base
COPY . .
HEALTHCHECK --interval=5s CMD curl -f http://localhost:3000/healthz || exit 1
USER node
CMD ["node", "server.js"]
`;

interface Bench {
  readonly stage: Stage;
  readonly onboarding: Onboarding;
  readonly folder: string;
}

async function bench(files: Readonly<Record<string, string>>, name = 'My Shop!'): Promise<Bench> {
  const stage = stageRegistry();
  const folder = join(await temporaryFolder(), name);
  await mkdir(folder);
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
  return { stage, onboarding: createOnboarding(stage.deps), folder };
}

describe('a folder with a Dockerfile', () => {
  test('is proposed what its last stage says, and why', async () => {
    const manifest = { name: '@ann/shop-api', scripts: { test: 'node --test test/' } };
    const { onboarding, folder } = await bench({
      Dockerfile: DOCKERFILE,
      'package.json': JSON.stringify(manifest),
    });
    const proposal = await onboarding.inspect(folder);
    expect(proposal).toMatchObject({
      exists: false,
      file: join(folder, 'twinberth.yaml'),
      problems: [],
      directory: folder,
    });
    expect(proposal.text).toMatch(
      /^app: shop-api\nport: 3000\nhealth:\n {2}path: \/healthz\ntest:\n {2}command: \["node","--test","test\/"\]\nvolumes:\n/,
    );
    expect(proposal.text).toContain('  - app:/var/lib/app\n');
    expect(proposal.text).toMatch(/dev:\n {4}publish: "127\.0\.0\.1:18\d{3}"\n {2}staging:[^]*prod:/);
    expect(proposal.because).toEqual(
      expect.arrayContaining([
        'app: shop-api, since name @ann/shop-api in package.json',
        'port: 3000, since EXPOSE 3000 in Dockerfile',
        'health: /healthz in HEALTHCHECK in Dockerfile',
        'test: scripts.test in package.json: node --test test/',
        'note: it runs as node (USER in Dockerfile)',
      ]),
    );
    expect(await readdir(folder)).toEqual(['Dockerfile', 'package.json']);
  });

  test.each([
    ['ENV PORT=4000\nCMD ["x"]', 'port: 4000'],
    ['CMD ["python", "-m", "http.server", "-p", "8000"]', 'port: 8000'],
    ['EXPOSE 5432', 'mode: tcp'],
    ['EXPOSE 80 443', 'port: 80\n'],
  ])('that says %j is proposed %j', async (lines, wanted) => {
    const { onboarding, folder } = await bench({ Dockerfile: `FROM scratch\n${lines}\n` });
    const { text, problems } = await onboarding.inspect(folder);
    expect(text).toContain(wanted);
    expect(problems).toEqual([]);
  });

  test('is proposed no test that its image could not run', async () => {
    const manifest = JSON.stringify({ name: 'shop', scripts: { test: 'vitest run' } });
    const { onboarding, folder } = await bench({ Dockerfile: DOCKERFILE, 'package.json': manifest });
    expect((await onboarding.inspect(folder)).text).not.toContain('test:');
  });
});

describe('a folder with a compose file', () => {
  test('is proposed its one service, without what looks like a secret', async () => {
    const compose = `services:
  web:
    image: nginx:1.29
    ports: ["8080:80"]
    environment: { LOG_LEVEL: info, DB_PASSWORD: hunter2, N: 3 }
    volumes: ["pages:/usr/share/nginx/html", "./etc:/etc/nginx:ro"]
    healthcheck: { test: ["CMD", "curl", "http://127.0.0.1/up"] }
`;
    const { onboarding, folder } = await bench({ 'compose.yaml': compose });
    const { text, because, problems } = await onboarding.inspect(folder);
    expect(problems).toEqual([]);
    expect(text).toContain('app: web\nimage: nginx:1.29\nport: 80\nhealth:\n  path: /up\n');
    expect(text).toContain('environment:\n  LOG_LEVEL: "info"\n  N: "3"\n');
    expect(text).toContain('volumes:\n  - pages:/usr/share/nginx/html\n');
    expect(JSON.stringify([text, because])).not.toContain('hunter2');
    expect(because.join('\n')).toContain('DB_PASSWORD of service web in compose.yaml looks like a secret');
  });
});

test('a folder that says nothing gets a proposal whose lack is named', async () => {
  const { onboarding, folder } = await bench({}, '42');
  const { text, problems } = await onboarding.inspect(folder);
  expect(text).toContain('app: app\n');
  expect(problems).toMatchObject([{ line: 1, message: expect.stringContaining('no Dockerfile') as string }]);
});

test('a file that is there is shown with what is wrong, by line and key', async () => {
  const { onboarding, folder } = await bench({
    Dockerfile: 'FROM scratch\n',
    'twinberth.yml': 'app: web\nreplcas: 2\nenvironments: { dev: {} }\n',
  });
  const proposal = await onboarding.inspect(folder);
  expect(proposal).toMatchObject({ exists: true, file: join(folder, 'twinberth.yml') });
  expect(proposal.problems).toEqual([
    { line: 2, key: 'replcas', message: 'replcas is not a known key. Did you mean `replicas`?' },
  ]);
});

test('takes the lanes that there are, a name that is free, and ports that nobody has', async () => {
  const { stage, onboarding, folder } = await bench({ Dockerfile: 'FROM scratch\nEXPOSE 80\n' }, 'web');
  const other = await bench({ Dockerfile: 'FROM scratch\n' }, 'web');
  const listener = createServer();
  onTestFinished(() => void listener.close());
  const first = (await onboarding.inspect(folder)).text.match(/:(18\d{3})"/g) ?? [];
  const [a = 0, b = 0] = first.map((port) => Number(port.slice(1, -1)));
  await new Promise<void>((resolve) => listener.listen(a, '127.0.0.1', resolve));
  await writeFile(
    join(other.folder, 'twinberth.yaml'),
    `app: web\nport: 1\nenvironments: { here: { publish: ${b} } }\n`,
  );
  stage.stores.apps.add({ name: 'web', directory: other.folder, createdAt: 1 });
  stage.stores.hosts.add({
    id: 'h',
    name: 'local',
    endpoint: { kind: 'unix', path: '/x' },
    address: '127.0.0.1',
    createdAt: 1,
  });
  stage.stores.environments.add({
    id: 'e',
    name: 'here',
    position: 1,
    hosts: ['h'],
    policy: { tested: false, soakMs: 0, approval: false },
  });
  const { text } = await onboarding.inspect(folder);
  expect(text).toMatch(/^app: web-2\n/);
  expect(text).toMatch(/environments:\n {2}here:\n {4}publish: "127\.0\.0\.1:\d+"\n$/);
  expect(text).not.toContain(`:${a}"`);
  expect(text).not.toContain(`:${b}"`);
});

test('whatever a Dockerfile and a package.json say, the proposal can be used', async () => {
  const { onboarding, folder } = await bench({});
  const word = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom('true', 'null', '0x1f', '1e3', 'edge', '@a/b', '"', "'", '#'),
  );
  const line = fc.tuple(
    fc.constantFrom('EXPOSE', 'VOLUME', 'HEALTHCHECK CMD curl http://localhost', 'ENV PORT', 'CMD', 'USER'),
    word,
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 6 }), word, async (lines, name) => {
      const text = lines.map((parts) => parts.join(' ').replaceAll(/[\r\n]/g, ' ')).join('\n');
      await writeFile(join(folder, 'Dockerfile'), `FROM scratch\n${text}\n`);
      await writeFile(join(folder, 'package.json'), JSON.stringify({ name }));
      const proposal = await onboarding.inspect(folder);
      expect({ problems: proposal.problems, text: proposal.text }).toEqual({
        problems: [],
        text: proposal.text,
      });
    }),
    { numRuns: 60 },
  );
}, 60_000);

describe('creating an app', () => {
  const files = { Dockerfile: 'FROM scratch\nEXPOSE 80\n' };

  test('writes the file for everybody to read, and registers', async () => {
    const { stage, onboarding, folder } = await bench(files);
    const { text } = await onboarding.inspect(folder);
    const { app } = await onboarding.create(folder, text);
    expect(app.name).toBe('my-shop');
    expect(stage.stores.apps.list()).toMatchObject([{ name: 'my-shop', directory: folder }]);
    expect(await readFile(join(folder, 'twinberth.yaml'), 'utf8')).toBe(text);
    expect((await stat(join(folder, 'twinberth.yaml'))).mode & 0o777).toBe(0o644);
    expect(await readdir(folder)).toEqual(['Dockerfile', 'twinberth.yaml']);
  });

  test('leaves a file alone that is there already, also the other spelling', async () => {
    const { onboarding, folder } = await bench({ ...files, 'twinberth.yml': 'app: mine\n' });
    const failure = await failureOf(onboarding.create(folder, 'app: web\nport: 1\n'));
    expect(failure.code).toBe('app.taken');
    expect(await readdir(folder)).toEqual(['Dockerfile', 'twinberth.yml']);
  });

  test('writes nothing that could not be used', async () => {
    const { stage, onboarding, folder } = await bench(files);
    const failure = await failureOf(onboarding.create(folder, 'app: web\nport: eighty\n'));
    expect(failure).toMatchObject({
      code: 'config.invalid',
      details: { problems: [{ line: 2, key: 'port' }] },
    });
    expect(await readdir(folder)).toEqual(['Dockerfile']);
    expect(stage.stores.apps.list()).toEqual([]);
  });

  test('takes the file away again when the app cannot be registered', async () => {
    const { stage, onboarding, folder } = await bench(files);
    const { engines } = stage;
    (engines as Record<string, undefined>)['unix:///run/docker.sock'] = undefined;
    const text = 'app: web\nport: 80\nenvironments: { dev: {} }\n';
    expect((await failureOf(onboarding.create(folder, text))).code).toBe('engine.unreachable');
    expect(await readdir(folder)).toEqual(['Dockerfile']);
    expect(stage.stores.apps.list()).toEqual([]);
  });

  test('of a path that is not whole or not there is refused', async () => {
    const { onboarding, folder } = await bench(files);
    expect((await failureOf(onboarding.inspect('web'))).code).toBe('usage');
    expect((await failureOf(onboarding.inspect(join(folder, 'none')))).message).toContain(
      'There is no folder',
    );
    expect((await failureOf(onboarding.inspect(join(folder, 'Dockerfile')))).message).toContain(
      'is no folder',
    );
  });
});

describe('listing folders', () => {
  test('says which of them hold something, leaves hidden ones out, and where up is', async () => {
    const { onboarding, folder } = await bench({ 'a file': '' });
    for (const name of ['web', 'api', '.git']) await mkdir(join(folder, name));
    await writeFile(join(folder, 'web', 'Dockerfile'), '');
    await writeFile(join(folder, 'web', 'twinberth.yaml'), '');
    const listing = await onboarding.folders(folder);
    expect(listing.folders).toEqual([
      { name: 'api', path: join(folder, 'api'), holds: [] },
      { name: 'web', path: join(folder, 'web'), holds: ['Dockerfile', 'twinberth.yaml'] },
    ]);
    expect(listing.parent).toBe(join(folder, '..'));
    expect((await onboarding.folders('/')).parent).toBeUndefined();
  });
});
