import { onTestFinished } from 'vitest';
import { connectEngine } from '../../electron/core/engine/connect-engine.ts';
import type { Engine } from '../../electron/core/engine/engine.ts';
import type { Clock } from '../../electron/core/runtime/clock.ts';
import { systemClock } from '../../electron/core/runtime/clock.ts';
import { silentLog } from '../../electron/core/runtime/log.ts';
import type { FakeEngine, FakeEngineOptions } from './fake-engine.ts';
import { startFakeEngine } from './fake-engine.ts';

/** A fake engine and a connection to it, both gone at the end of the test. */
export async function connectToFake(
  options: FakeEngineOptions & { readonly clock?: Clock } = {},
): Promise<{ readonly fake: FakeEngine; readonly engine: Engine }> {
  const fake = await startFakeEngine(options);
  onTestFinished(() => fake.close());
  const engine = await connectEngine(fake.endpoint, { clock: options.clock ?? systemClock, log: silentLog });
  onTestFinished(() => engine.close());
  return { fake, engine };
}
