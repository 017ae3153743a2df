import type { DemoApp } from './demo-app.ts';
import type { DemoPlace } from './choose-place.ts';
import { startLoad, type LoadGenerator } from './load-generator.ts';
import { DemoProblem, type Stage } from './stage.ts';

/**
 * A newcomer's first quarter of an hour, in a minute or two. Returns the load generator, which still asks; whoever calls
 * stops it, also when this rejects, by `onLoad`.
 */
export async function playDemo(options: {
  readonly stage: Stage;
  readonly app: DemoApp;
  readonly place: DemoPlace;
  readonly address: string;
  readonly onLoad: (load: LoadGenerator) => void;
}): Promise<void> {
  const { stage, app, place, address } = options;
  const { app: name, dev, prod } = place;
  const url = { host: address, port: place.ports.prod };

  stage.chapter('A folder with a Dockerfile and a twinberth.yaml');
  stage.say('', stage.out.paint.strong('$ cat twinberth.yaml'), ...(await app.file()).trimEnd().split('\n'));
  await stage.run('app', 'add', '.');

  stage.chapter('Version 1: built, tested, deployed to dev, promoted to prod');
  await stage.run('build', name);
  await stage.deploy(['deploy', name, dev]);
  await stage.deploy(['promote', name, '--from', dev, '--to', prod, '--yes']);
  await expectVersion(address, place.ports.dev, 'v1');
  await expectVersion(address, place.ports.prod, 'v1');

  stage.chapter('Version 2, while somebody asks prod all the time');
  const load = startLoad(url);
  options.onLoad(load);
  stage.setLoad(load);
  stage.say('', `An edit in twinberth.yaml: ${await app.edit('v2', 'ok')}`);
  await stage.deploy(['deploy', name, dev, '--build']);
  await stage.deploy(['promote', name, '--from', dev, '--to', prod, '--yes']);
  await expectVersion(address, place.ports.prod, 'v2');

  stage.chapter('Version 3 is broken: it exits at its start, and its tests did not notice');
  stage.say('', `An edit in twinberth.yaml: ${await app.edit('v3', 'exit')}`);
  await stage.run('build', name);
  await stage.deploy(['deploy', name, prod], { exit: 1 });
  await expectVersion(address, place.ports.prod, 'v2');

  stage.chapter('Back to version 1');
  stage.say(
    '',
    'The attempt with v3 took the berth in which v1 stood by, so v1 starts again from its image.',
  );
  await stage.deploy(['rollback', name, prod, '-m', 'v2 looks wrong'], { backTo: 'v1' });
  await expectVersion(address, place.ports.prod, 'v1');

  stage.chapter('Version 2 again, and back once more: this time v1 is still warm');
  await stage.deploy(['promote', name, '--from', dev, '--to', prod, '--yes']);
  await expectVersion(address, place.ports.prod, 'v2');
  await stage.deploy(['rollback', name, prod], { backTo: 'v1' });
  await expectVersion(address, place.ports.prod, 'v1');
}

/** Asks as anybody would, over a connection of its own. */
async function expectVersion(host: string, port: number, version: string): Promise<void> {
  const url = `http://${host}:${port}/`;
  let seen: string;
  try {
    const response = await fetch(url, {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(10_000),
    });
    await response.arrayBuffer();
    seen = response.headers.get('x-version') ?? `HTTP ${response.status}`;
  } catch (error) {
    const reason = error instanceof Error ? (error.cause ?? error) : error;
    throw new DemoProblem(
      `${url} does not answer (${String(reason)}). If the engine publishes its ports elsewhere than at ${host}, name ` +
        'that address in TWINBERTH_TEST_ADDRESS.',
    );
  }
  if (seen !== version) throw new DemoProblem(`${url} is answered by ${seen}; it should be ${version}.`);
}
