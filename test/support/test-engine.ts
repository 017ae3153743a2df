import { FIXTURE_IMAGES } from './fixtures/fixture-layers.mjs';

/** The engine that a test runs against. */
export interface TestEngine {
  /** As Docker spells it: `unix:///…` or `tcp://host:port`. */
  readonly endpoint: string;
  /** Where ports that this engine publishes on every interface can be reached from the test. */
  readonly address: string;
  /** Local images: no registry is needed, and there is none. */
  readonly images: { readonly busybox: string; readonly node: string; readonly edge: string };
  /** Value for the label dev.twinberth.run; whatever carries it is removed at the end of the run. */
  readonly run: string;
}

/**
 * The engine that the set-up provided (see provision-engine.ts), from TWINBERTH_TEST_ENGINE, TWINBERTH_TEST_ADDRESS and
 * TWINBERTH_RUN. Throws, with the way out, where none was provided: such a test fails and is never skipped.
 */
export function testEngine(env: Readonly<Record<string, string | undefined>> = process.env): TestEngine {
  const endpoint = env['TWINBERTH_TEST_ENGINE'];
  if (endpoint === undefined || endpoint === '')
    throw new Error(
      'There is no engine for this test: TWINBERTH_TEST_ENGINE is not set. Run it with "npm test", or as ' +
        'TWINBERTH_TEST_ENGINE=unix:///path/to/docker.sock npx vitest run --project engine.',
    );
  return {
    endpoint,
    address: env['TWINBERTH_TEST_ADDRESS'] ?? addressOf(endpoint),
    images: FIXTURE_IMAGES,
    run: env['TWINBERTH_RUN'] ?? 'unnamed',
  };
}

function addressOf(endpoint: string): string {
  return endpoint.startsWith('tcp://') ? new URL(endpoint).hostname : '127.0.0.1';
}
