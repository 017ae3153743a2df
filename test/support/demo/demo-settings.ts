import { FIXTURE_IMAGES } from '../fixtures/fixture-layers.mjs';

/** What the set-up (start-demo.mjs) tells the demo. */
export interface DemoSettings {
  readonly folder: string;
  readonly endpoint: string;
  /** Where the engine's published ports are reached from here. */
  readonly address: string;
  readonly engine: 'private' | 'existing';
  readonly run: string;
}

/** @throws Error when the demo is not run by `npm run demo` */
export function readDemoSettings(env: Readonly<Record<string, string | undefined>>): DemoSettings {
  const read = (name: string): string => {
    const value = env[name];
    if (value === undefined || value === '')
      throw new Error(`${name} is not set: run the demo as \`npm run demo\`.`);
    return value;
  };
  return {
    folder: read('TWINBERTH_DEMO_FOLDER'),
    endpoint: read('TWINBERTH_TEST_ENGINE'),
    address: read('TWINBERTH_TEST_ADDRESS'),
    engine: read('TWINBERTH_DEMO_ENGINE') === 'private' ? 'private' : 'existing',
    run: read('TWINBERTH_RUN'),
  };
}

/** The variables that the demo's `twinberth` needs, and whoever looks around afterwards: a data folder of its own. */
export function twinberthVariables({ folder, run }: DemoSettings): Readonly<Record<string, string>> {
  return {
    TWINBERTH_HOME: `${folder}/home`,
    TWINBERTH_EDGE_IMAGE: FIXTURE_IMAGES.edge,
    TWINBERTH_RUN: run,
  };
}
