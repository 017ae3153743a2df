import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Engine } from '../../electron/core/engine/engine.ts';
import { LABEL } from '../../electron/core/engine/labels.ts';
import { testEngine } from '../support/test-engine.ts';
import { now } from './version-watcher.ts';

/** Milliseconds from the command. */
export interface ServiceChange {
  readonly firstNewMs: number;
  readonly lastOldMs: number;
  readonly completedMs: number;
  /** Requests without an answer meanwhile. */
  readonly lost: number;
}

/** A client in a container beside the service. */
export interface ServiceClient {
  /** Runs a command that makes another version answer, and measures when it did. */
  measure(version: string, command: () => Promise<void>): Promise<ServiceChange>;
  requests(): number;
  close(): Promise<void>;
}

const SOURCE = readFileSync(new URL('./swarm-client.cjs', import.meta.url), 'utf8');
/** After the engine says that it is done, the client goes on so long, in case that an old task still answers. */
const AFTERMATH_MS = 1_000;
const LIMIT_MS = 60_000;

const line = z.object({ version: z.string().nullable(), at: z.number() });

/** Resolves when the service has answered. */
export async function watchService(
  engine: Engine,
  image: string,
  { network, name }: { readonly network: string; readonly name: string },
): Promise<ServiceClient> {
  const id = await engine.containers.create({
    name: `twinberth-bench-${randomBytes(4).toString('hex')}`,
    image,
    labels: { [LABEL.run]: testEngine().run },
    command: ['node', '-e', SOURCE, name, '8080'],
    stopSignal: 'SIGKILL',
    network: { name: network },
  });
  const answers: z.infer<typeof line>[] = [];
  await engine.containers.start(id);
  const reading = (async () => {
    for await (const { text } of engine.containers.logs(id, { follow: true }))
      answers.push(line.parse(JSON.parse(text)));
  })();
  const close = async (): Promise<void> => {
    await engine.containers.remove(id);
    await reading.catch(() => undefined);
  };
  const waitFor = async (version: string, since: number): Promise<number> => {
    const deadline = now() + LIMIT_MS;
    for (;;) {
      const found = answers.find((answer) => answer.version === version && answer.at > since);
      if (found !== undefined) return found.at;
      if (now() > deadline) throw new Error(`the service did not answer as ${version}`);
      await sleep(5);
    }
  };
  try {
    await waitFor('v1', 0);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    async measure(version, command) {
      const began = now();
      await command();
      const completedMs = now() - began;
      const firstNew = await waitFor(version, began);
      await sleep(AFTERMATH_MS);
      const since = answers.filter(({ at }) => at > began);
      const old = since.filter((answer) => answer.version !== null && answer.version !== version);
      return {
        firstNewMs: firstNew - began,
        lastOldMs: Math.max(firstNew, ...old.map(({ at }) => at)) - began,
        completedMs,
        lost: since.filter((answer) => answer.version === null).length,
      };
    },
    requests: () => answers.length,
    close,
  };
}
