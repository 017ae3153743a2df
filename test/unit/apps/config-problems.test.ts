import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAppConfig } from '../../../electron/core/apps/read-app-config.ts';
import { appFolder, problemOf, problemsOf, settings, temporaryFolder } from './app-folder.ts';

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
