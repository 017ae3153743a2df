import { provideEngine } from './engine/provide-engine.mjs';

/**
 * Set-up of the suites that need an engine, once per vitest run. Under `npm test` the engine is there already; run
 * directly, one is chosen or started here. Test workers find it in the environment.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['TWINBERTH_PROVIDED'] === '1') return undefined;
  const engine = await provideEngine({ log: (line) => console.error(`[engine] ${line}`) });
  process.env['TWINBERTH_TEST_ENGINE'] = engine.endpoint;
  process.env['TWINBERTH_TEST_ADDRESS'] = engine.address;
  process.env['TWINBERTH_RUN'] = engine.run;
  process.env['TWINBERTH_PROVIDED'] = '1';
  return async () => {
    await engine.release();
    delete process.env['TWINBERTH_PROVIDED'];
  };
}
