import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { SeenVersion, WatchedPlace } from './version-watcher.ts';

/*
 * A client on a thread of its own, so that its clock does not wait for the work that is measured. It asks over one kept
 * connection, again shortly after each answer, and tells whenever another version answers than before.
 */

/** Between an answer and the next request: small beside what is measured, and leaves the machine to it, milliseconds. */
const PAUSE_MS = 4;
const LIMIT_MS = 5_000;

const place = workerData as WatchedPlace;
if (parentPort === null) throw new Error('this runs on a thread of its own');
const begun = once(parentPort, 'message');
parentPort.postMessage('ready');
await begun;

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let last: string | undefined;
for (;;) {
  const version = await ask();
  if (version !== undefined && version !== last) {
    const at = Number(process.hrtime.bigint()) / 1e6;
    parentPort.postMessage({ version, at } satisfies SeenVersion);
    last = version;
  }
  await setTimeout(PAUSE_MS);
}

/** undefined: no good answer. */
function ask(): Promise<string | undefined> {
  return new Promise((resolve) => {
    const sent = request({ ...place, agent, timeout: LIMIT_MS }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('error', () => resolve(undefined));
      response.on('end', () => {
        const header = response.headers['x-version'];
        const version = typeof header === 'string' ? header : body.trim();
        resolve(response.statusCode === 200 ? version : undefined);
      });
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => resolve(undefined));
    sent.end();
  });
}
