import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAppConfig } from '../../../electron/core/apps/read-app-config.ts';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { appFolder, configOf, problemOf, problemsOf, settings, temporaryFolder } from './app-folder.ts';

describe('a file with many slips', () => {
  it('is refused once, with every slip by line, column and key, in the order of the file', async () => {
    const folder = await appFolder(`app: Web
bulid: .
port: 80800
health: { path: healthz, timout: 5s }
bake: soon
environments:
  dev: { publish: "18080:8080", replicas: 20 }
  Staging: {}
`);
    const file = join(folder, 'twinberth.yaml');
    await expect(readAppConfig(folder, settings)).rejects.toMatchObject({
      code: 'config.invalid',
      message: [
        'twinberth.yaml has 9 problems.',
        `${file}:1:6: app is not a valid name: \`Web\`. Did you mean \`web\`? Use lowercase letters, digits and single hyphens between them, at least one letter.`,
        `${file}:2:1: bulid is not a known key. Did you mean \`build\`?`,
        `${file}:3:7: port must be a port between 1 and 65535, not \`80800\`.`,
        `${file}:4:17: health.path must begin with \`/\`, not \`healthz\`. Did you mean \`/healthz\`?`,
        `${file}:4:26: health.timout is not a known key. Did you mean \`timeout\`?`,
        `${file}:5:7: bake is not a duration: \`soon\`. Write for example \`500ms\`, \`10s\`, \`5m\`, \`1h30m\` or \`7d\`.`,
        `${file}:7:19: environments.dev.publish names two ports: \`18080:8080\`. Write \`publish: 18080\` for the host and \`port: 8080\` for the container.`,
        `${file}:7:43: environments.dev.replicas must be a whole number between 1 and 15, not \`20\`.`,
        `${file}:8:3: environments has a name that is not a valid name: \`Staging\`. Did you mean \`staging\`? Use lowercase letters, digits and single hyphens between them, at least one letter.`,
      ].join('\n'),
    });
  });
});

describe('a key that is near one', () => {
  it.each([
    ['replcas: 2', 'replcas', 'Did you mean `replicas`?'],
    ['relpicas: 2', 'relpicas', 'Did you mean `replicas`?'],
    ['readOnly: true', 'readOnly', 'Did you mean `read_only`?'],
    ['enviroment: {}', 'enviroment', 'Did you mean `environment`?'],
    ['volume: []', 'volume', 'Did you mean `volumes`?'],
    ['warm_for: 5m', 'warm_for', 'Did you mean `warmFor`?'],
    ['health: { dedline: 5s }', 'health.dedline', 'Did you mean `deadline`?'],
    ['edge: { imgae: x }', 'edge.imgae', 'Did you mean `image`?'],
    ['bake: { windw: 5s }', 'bake.windw', 'Did you mean `window`?'],
    ['test: { command: x, timout: 5s }', 'test.timout', 'Did you mean `timeout`?'],
    ['environments: { dev: { publsh: 80 } }', 'environments.dev.publsh', 'Did you mean `publish`?'],
  ])('%s', async (line, key, suggestion) => {
    expect(await problemOf(line)).toMatchObject({ key, message: 'is not a known key', suggestion });
  });

  it.each([
    ['healthcheck: {}', 'health: { path'],
    ['ports: ["80:80"]', '`publish`'],
    ['env_file: .env', '`environment`'],
    ['depends_on: [db]', 'by itself'],
  ])('of Compose: %s', async (line, words) => {
    expect((await problemOf(line)).suggestion).toContain(words);
  });

  it('is left without a suggestion when nothing is near', async () => {
    expect(await problemOf('xylophone: 1')).not.toHaveProperty('suggestion');
  });

  it('belongs to the app, not to an environment', async () => {
    expect((await problemOf('environments: { dev: { image: other } }')).suggestion).toContain(
      'belongs to the app',
    );
  });
});

describe('an impossible value', () => {
  it.each([
    ['port: 0', 'port', 'between 1 and 65535'],
    ['port: http', 'port', 'must be a port number'],
    ['publish: 70000', 'publish', 'between 1 and 65535'],
    ['publish: 127.0.0.1:99999', 'publish', 'between 1 and 65535'],
    ['publish: 53/udp', 'publish', 'UDP'],
    ['replicas: 0', 'replicas', 'between 1 and 15'],
    ['replicas: 1.5', 'replicas', 'whole number'],
    ['mode: udp', 'mode', '`http`, `tcp`'],
    ['strategy: canary', 'strategy', '`blue-green`'],
    ['read_only: yes', 'read_only', '`true` or `false`'],
    ['bake: 10', 'bake', 'has no unit'],
    ['bake: { maxErrorRate: 5 }', 'bake.maxErrorRate', 'between 0% and 100%'],
    ['drain: 30d', 'drain', 'at most 7d'],
    ['health: false', 'health', 'cannot be switched off'],
    ['health: { path: "/a b" }', 'health.path', 'without spaces'],
    ['health: { stable: 60s }', 'health.stable', 'must be shorter than the deadline'],
    ['mem_limit: lots', 'mem_limit', 'is not a size'],
    ['mem_limit: 1m', 'mem_limit', 'at least 6m'],
    ['cpus: -1', 'cpus', 'number of cores'],
    ['stop_signal: SIGTREM', 'stop_signal', 'is not a signal'],
    ['cap_add: [NET_ADMNI]', 'cap_add[0]', 'is not a capability'],
    ['extra_hosts: ["db"]', 'extra_hosts[0]', 'is not name:address'],
    ['command: "sh -c \'x"', 'command', 'never closed'],
    ['command: []', 'command', 'is empty'],
    ['command: { a: b }', 'command', 'a list or a string'],
    ['volumes: ["/data"]', 'volumes[0]', 'is not source:target'],
    ['volumes: ["data:var"]', 'volumes[0]', 'absolute path in the container'],
    ['volumes: ["data:/var:rx"]', 'volumes[0]', 'ends with `:rx`'],
    ['volumes: ["data:/"]', 'volumes[0]', 'root of the container'],
    ['tmpfs: tmp', 'tmpfs', 'absolute path'],
    ['environment: { A: [1] }', 'environment.A', 'must be text, not a list'],
    ['environment: ["A"]', 'environment[0]', 'is not NAME=value'],
    ['environment: { "A B": 1 }', 'environment.A B', 'no variable can have'],
    ['labels: { dev.twinberth.app: x }', 'labels.dev.twinberth.app', "Twinberth's own"],
    ['test: { command: x, environment: { A: { secret: "env:A" } } }', 'test.environment.A', 'no secrets'],
    ['environments: [dev, prod]', 'environments', 'must be a map'],
    ['environments: { dev: 18080 }', 'environments.dev', 'must be a map'],
    ['environments: { latest: }', 'environments', 'may not be `latest`'],
    ['environments: { a-very-long-environment: }', 'environments', 'longer than 15'],
  ])('%s', async (line, key, words) => {
    const problem = await problemOf(line.includes('environments') ? line : `${line}\nenvironments: { dev: }`);
    expect(problem.key).toBe(key);
    expect(problem.message).toContain(words);
    expect(problem.line).toBe(3);
  });

  it('mounted twice is found in the environment that does it', async () => {
    const problem = await problemOf('tmpfs: /data\nenvironments: { dev: { volumes: ["a:/data"] } }');
    expect(problem).toMatchObject({
      key: 'environments.dev.volumes',
      message: 'mounts two things at /data',
      line: 4,
    });
  });

  it('that may be a secret is not repeated', async () => {
    const problem = await problemOf('environment: { PASSWORD: { secret: hunter2 } }');
    expect(problem.suggestion).toContain('env:NAME');
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });

  it('that is missing has no value to take away', async () => {
    const problem = await problemOf('environment: { TOKEN: }');
    expect(problem.suggestion).toContain('`TOKEN: { secret: "env:TOKEN" }`');
    expect(await problemOf('drain:')).toMatchObject({ key: 'drain', message: 'has no value' });
  });
});

describe('where the image comes from', () => {
  it('may not be said twice', async () => {
    const [problem] = await problemsOf('app: web\nbuild: .\nimage: x\n');
    expect(problem).toMatchObject({ key: 'image', line: 3, message: 'and `build` exclude each other' });
  });

  it('must be said when there is no Dockerfile', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'twinberth.yaml'), 'app: web\n');
    await expect(readAppConfig(folder, settings)).rejects.toMatchObject({
      code: 'config.invalid',
      message: expect.stringMatching(
        /no Dockerfile in .*write `build: FOLDER` or `image: NAME:TAG`/,
      ) as string,
    });
  });

  it('lies inside the context', async () => {
    const [problem] = await problemsOf('app: web\nbuild: { context: src, dockerfile: ../Dockerfile }\n');
    expect(problem).toMatchObject({ key: 'build.dockerfile', line: 2 });
  });

  it('needs a name for the app', async () => {
    expect(await problemsOf('image: x\n')).toMatchObject([
      { key: 'app', message: 'must be a name, not nothing' },
    ]);
  });
});

describe('what is not YAML', () => {
  it.each([
    ['app: web\n\tport: 1', 2, 'Indent with spaces.'],
    ['app: web\napp: other', 2, 'Keep one of them.'],
    ['app: web\n---\napp: other', 2, 'Remove the line `---`.'],
    ['app: [', 1, undefined],
  ])('%j', async (yaml, line, suggestion) => {
    const [problem] = await problemsOf(yaml);
    expect(problem?.line).toBe(line);
    expect(problem?.suggestion).toBe(suggestion);
  });

  it.each([
    ['', 'the file is empty'],
    ['# nothing yet', 'the file is empty'],
    ['- web', 'must be a map, not a list'],
    ['web', 'must be a map, not `web`'],
    [`app: ${'['.repeat(40)}${']'.repeat(40)}`, 'nested more than 16 levels'],
    ['a'.repeat(200_000), 'larger than 128 KiB'],
    ['app: &a [*a]', 'nested more than 16 levels'],
  ])('%#', async (yaml, words) => {
    const [problem] = await problemsOf(yaml);
    expect(problem?.message).toContain(words);
  });

  it('a few lines of aliases that stand for billions of values', async () => {
    const lines = ['x-a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 10; level++) {
      lines.push(`x-a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]`);
    }
    const [problem] = await problemsOf(lines.join('\n'));
    expect(problem?.message).toContain('more than 20000 values');
  });

  it('aliases by the thousand', async () => {
    const aliases = Array.from({ length: 5000 }, () => '*a').join(', ');
    const [problem] = await problemsOf(`x-a: &a 1\nx-b: [${aliases}]\n`);
    expect(problem?.message).toContain('more than 100 aliases');
  });

  it('brackets by the ten thousand', async () => {
    expect(await problemsOf(`app: ${'['.repeat(60_000)}`)).not.toHaveLength(0);
  });

  it('bytes that are not text', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'twinberth.yaml'), Buffer.from([0x61, 0xff, 0xfe]));
    await expect(readAppConfig(folder, settings)).rejects.toThrow('not UTF-8 text');
  });
});

describe('any file at all', () => {
  const scalar = fc.oneof(
    fc.constantFrom(
      '10s',
      '1',
      '80',
      'true',
      'x:/y',
      '64m',
      '127.0.0.1:80',
      'env:A',
      'node server.js',
      '',
      '~',
      '5%',
    ),
    fc.string({ maxLength: 12 }),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
  );
  const key = fc.constantFrom(
    ...'app build image test port publish mode health bake warmFor drain environment volumes tmpfs command replicas labels edge environments dev path interval secret context args window x-a << __proto__ constructor'.split(
      ' ',
    ),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 6 }),
    ),
  }));

  const outcomeOf = async (yaml: string): Promise<unknown> => {
    try {
      return await configOf(yaml);
    } catch (error) {
      return error;
    }
  };

  it('is either understood or refused by name: structures', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(key, value, { maxKeys: 8 }), async (file) => {
        const outcome = await outcomeOf(JSON.stringify({ app: 'web', ...file }));
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Failure);
        else expect(outcome).toMatchObject({ app: 'web' });
      }),
      { numRuns: 150 },
    );
  });

  it('is either understood or refused by name: text', async () => {
    const fragment = fc.constantFrom(
      'app: web\n',
      'a: ',
      '&a ',
      '*a',
      '{',
      '}',
      '[',
      ']',
      '- ',
      '  ',
      '\n',
      '"',
      "'",
      '|',
      '>',
      '!!x ',
      '? ',
      ': ',
      '#',
      '<<: ',
      '---\n',
      '\t',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fragment, { maxLength: 15 }), async (fragments) => {
        const outcome = await outcomeOf(fragments.join(''));
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Failure);
        else expect(outcome).toMatchObject({ app: 'web' });
      }),
      { numRuns: 150 },
    );
  });
});
