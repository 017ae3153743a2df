import { onTestFinished } from 'vitest';
import { connectEngine } from '../../electron/core/engine/connect-engine.ts';
import type { Engine } from '../../electron/core/engine/engine.ts';
import type { Clock } from '../../electron/core/runtime/clock.ts';
import { systemClock } from '../../electron/core/runtime/clock.ts';
import type { Failure } from '../../electron/core/runtime/failure.ts';
import { isFailure } from '../../electron/core/runtime/failure.ts';
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

/** The failure that a promise rejects with; throws when it does not. */
export async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  try {
    await promise;
  } catch (error) {
    if (isFailure(error)) return error;
    throw error;
  }
  throw new Error('it was expected to fail, and did not');
}
