import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { connectEngine } from '../../electron/core/engine/connect-engine.ts';
import type { Engine } from '../../electron/core/engine/engine.ts';
import { LABEL } from '../../electron/core/engine/labels.ts';
import { parseEndpoint } from '../../electron/core/engine/parse-endpoint.ts';
import { systemClock } from '../../electron/core/runtime/clock.ts';
import { silentLog } from '../../electron/core/runtime/log.ts';
import { testEngine } from '../support/test-engine.ts';
import type { BenchRun } from './bench-run.ts';

/** What the figures are measured on, in one line, and how busy it is at the moment. */
export async function describeMachine(): Promise<Pick<BenchRun, 'machine' | 'loadBefore'>> {
  const { endpoint, images, run } = testEngine();
  const engine = await connectEngine(parseEndpoint(endpoint), { clock: systemClock, log: silentLog });
  try {
    const { version, imageStore, storageDriver } = await engine.info();
    const [load = 0] = loadavg();
    const gigabytes = Math.round(totalmem() / 2 ** 30);
    const machine = [
      `${availableParallelism()} cores (${cpus()[0]?.model ?? process.arch}), ${gigabytes} GB`,
      `Docker Engine ${version} (${imageStore} store, ${storageDriver})`,
      `HAProxy ${await haproxyVersion(engine, images.edge, run)}`,
      `Node ${process.versions.node}`,
    ].join(', ');
    return { machine, loadBefore: Number(load.toFixed(1)) };
  } finally {
    engine.close();
  }
}

async function haproxyVersion(engine: Engine, reference: string, run: string): Promise<string> {
  const image = await engine.images.inspect(reference);
  if (image === undefined) throw new Error(`the engine has no ${reference}`);
  const id = await engine.containers.create({
    name: `twinberth-bench-version-${process.pid}`,
    image: image.id,
    labels: { [LABEL.run]: run },
    entrypoint: ['haproxy'],
    command: ['-v'],
  });
  try {
    await engine.containers.start(id);
    await engine.containers.wait(id);
    for await (const { text } of engine.containers.logs(id, {})) {
      const [, found] = /version (\d+\.\d+\.\d+)/.exec(text) ?? [];
      if (found !== undefined) return found;
    }
    return 'of an unknown version';
  } finally {
    await engine.containers.remove(id);
  }
}
