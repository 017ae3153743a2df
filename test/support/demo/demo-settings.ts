import { FIXTURE_IMAGES } from '../fixtures/fixture-layers.mjs';

/** What the set-up (start-demo.mjs) tells the demo. */
export interface DemoSettings {
  readonly endpoint: string;
  /** Where the engine's published ports are reached from here. */
  readonly address: string;
  readonly engine: 'private' | 'existing';
  readonly run: string;
  /** The data folder of the demo's `twinberth`, and the app's folder. */
  readonly home: string;
  readonly appFolder: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** @throws Error when the demo is not run by `npm run demo` */
export function readDemoSettings(env: Variables): DemoSettings {
  const read = (name: string): string => {
    const value = env[name];
    if (value === undefined || value === '')
      throw new Error(`${name} is not set: run the demo as \`npm run demo\`.`);
    return value;
  };
  const folder = read('TWINBERTH_DEMO_FOLDER');
  return {
    endpoint: read('TWINBERTH_TEST_ENGINE'),
    address: read('TWINBERTH_TEST_ADDRESS'),
    engine: read('TWINBERTH_DEMO_ENGINE') === 'private' ? 'private' : 'existing',
    run: read('TWINBERTH_RUN'),
    home: `${folder}/home`,
    appFolder: `${folder}/sample`,
  };
}

/** What whoever looks around afterwards needs: the same data folder, edge image and label. */
export function twinberthVariables({ home, run }: DemoSettings): Readonly<Record<string, string>> {
  return { TWINBERTH_HOME: home, TWINBERTH_EDGE_IMAGE: FIXTURE_IMAGES.edge, TWINBERTH_RUN: run };
}

/** What the commands of the demo find: of Twinberth's and Docker's variables nothing but what was chosen for it. */
export function childVariables(settings: DemoSettings, env: Variables): Variables {
  const others = Object.entries(env).filter(
    ([name]) => !name.startsWith('TWINBERTH_') && name !== 'DOCKER_CONTEXT',
  );
  return {
    ...Object.fromEntries(others),
    ...twinberthVariables(settings),
    TWINBERTH_HOST_ADDRESS: settings.address,
    DOCKER_HOST: settings.endpoint,
  };
}
