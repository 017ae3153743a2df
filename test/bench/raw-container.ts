import { randomBytes } from 'node:crypto';
import type { Engine } from '../../electron/core/engine/engine.ts';
import { LABEL } from '../../electron/core/engine/labels.ts';
import { freePort } from '../support/workshop.ts';
import { rest } from './rest.ts';
import { now, watchVersion } from './version-watcher.ts';

/** What `docker run` and `docker start` need for an image, without anything around it. */
export interface RawApp {
  readonly engine: Engine;
  /** Where published ports are. */
  readonly address: string;
  /** Engine ID. */
  readonly image: string;
  readonly port: number;
  /** Asked for, and what the first good answer must say. */
  readonly path: string;
  readonly version: string;
  /** Value of the run label. */
  readonly run: string;
}

/** Milliseconds of each part, and from the beginning to the first good answer through a published port. */
export interface RawStart {
  readonly createMs: number;
  readonly startMs: number;
  readonly totalMs: number;
}

/**
 * Creates and starts a container of the image through the API of the engine; it is removed again, outside of the time. The
 * client begins to ask when the start is done: an address that nobody has yet would make the kernel wait for a second.
 */
export async function startRaw(app: RawApp): Promise<RawStart> {
  const hostPort = await freePort();
  const watcher = await watchVersion({ host: app.address, port: hostPort, path: app.path });
  const answered = watcher.next(app.version);
  await rest();
  const began = now();
  const id = await createRaw(app, hostPort);
  const created = now();
  try {
    await app.engine.containers.start(id);
    const started = now();
    watcher.begin();
    const at = await answered;
    return { createMs: created - began, startMs: started - created, totalMs: at - began };
  } finally {
    await watcher.close();
    await app.engine.containers.remove(id);
  }
}

/** Milliseconds of the start alone, in a network that somebody has made, where the engine adds its name server. */
export async function startInNetwork(app: RawApp, network: string): Promise<number> {
  const { engine, image, run } = app;
  const id = await engine.containers.create({
    name: rawName(),
    image,
    labels: { [LABEL.run]: run },
    network: { name: network },
  });
  try {
    await rest();
    const began = now();
    await engine.containers.start(id);
    return now() - began;
  } finally {
    await engine.containers.remove(id);
  }
}

/** A container of the image that has answered once and is stopped, to be started again and again. */
export interface StoppedRaw {
  /** Milliseconds from `docker start` to the first good answer; then it is stopped again. */
  start(): Promise<number>;
  remove(): Promise<void>;
}

export async function stoppedRaw(app: RawApp): Promise<StoppedRaw> {
  const hostPort = await freePort();
  const id = await createRaw(app, hostPort);
  const start = async (): Promise<number> => {
    const watcher = await watchVersion({ host: app.address, port: hostPort, path: app.path });
    try {
      const answered = watcher.next(app.version);
      await rest();
      const began = now();
      await app.engine.containers.start(id);
      watcher.begin();
      return (await answered) - began;
    } finally {
      await watcher.close();
      await app.engine.containers.stop(id, 2_000);
    }
  };
  await start();
  return { start, remove: () => app.engine.containers.remove(id) };
}

function createRaw({ engine, image, port, run }: RawApp, hostPort: number): Promise<string> {
  return engine.containers.create({
    name: rawName(),
    image,
    labels: { [LABEL.run]: run },
    network: { name: 'bridge' },
    publish: [{ containerPort: port, hostPort }],
  });
}

function rawName(): string {
  return `twinberth-bench-${randomBytes(4).toString('hex')}`;
}
