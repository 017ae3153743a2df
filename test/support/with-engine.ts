import { randomBytes } from 'node:crypto';
import { afterAll } from 'vitest';
import { connectEngine } from '../../electron/core/engine/connect-engine.ts';
import type { ContainerSpec } from '../../electron/core/engine/container-spec.ts';
import type { Engine } from '../../electron/core/engine/engine.ts';
import { LABEL } from '../../electron/core/engine/labels.ts';
import { parseEndpoint } from '../../electron/core/engine/parse-endpoint.ts';
import { systemClock } from '../../electron/core/runtime/clock.ts';
import { silentLog } from '../../electron/core/runtime/log.ts';
import { testEngine } from './test-engine.ts';

/** The real engine, for one test file. */
export interface EngineForTests {
  readonly engine: Engine;
  /** Engine ID of the BusyBox image. */
  readonly busybox: string;
  /** Carried by everything that the file makes; what does not is not ours to touch. */
  readonly labels: Readonly<Record<string, string>>;
  /** A name that nothing else on the engine has. */
  readonly name: (what: string) => string;
  /** Makes a container of BusyBox; it is removed at the end of the file. */
  readonly create: (spec: Partial<ContainerSpec>) => Promise<string>;
}

/** Connects to the engine of the set-up. Containers, then networks and volumes with its labels go after the last test. */
export async function useEngine(): Promise<EngineForTests> {
  const { endpoint, images, run } = testEngine();
  const engine = await connectEngine(parseEndpoint(endpoint), { clock: systemClock, log: silentLog });
  const mark = randomBytes(4).toString('hex');
  const labels = { [LABEL.run]: run, 'dev.twinberth.test': mark };
  const mine = { 'dev.twinberth.test': mark };
  const busybox = await engine.images.inspect(images.busybox);
  if (!busybox) throw new Error(`The engine has no ${images.busybox}; "npm test" brings it there.`);
  afterAll(async () => {
    for (const { id } of await engine.containers.list(mine)) await engine.containers.remove(id);
    for (const { id } of await engine.networks.list(mine)) await engine.networks.remove(id);
    for (const { name } of await engine.volumes.list(mine)) await engine.volumes.remove(name);
    engine.close();
  });
  let made = 0;
  return {
    engine,
    busybox: busybox.id,
    labels,
    name: (what) => `tb-test-${mark}-${what}`,
    create: (spec) => {
      made += 1;
      const name = `tb-test-${mark}-${made}`;
      return engine.containers.create({
        name,
        image: busybox.id,
        stopSignal: 'SIGKILL',
        ...spec,
        labels: { ...labels, ...spec.labels },
      });
    },
  };
}
