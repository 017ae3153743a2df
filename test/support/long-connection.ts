import http from 'node:http';
import { setTimeout } from 'node:timers/promises';

interface Target {
  readonly host: string;
  readonly port: number;
}

/** A connection through the edge that is meant to outlive a swap. */
export interface LongConnection {
  /** Goes on for so long, ends as it should, and resolves with what went wrong before: empty, or one line. */
  endAfter(ms: number): Promise<readonly string[]>;
  abandon(): void;
}

/** Between a message that came back and the next one, milliseconds. */
const TALK_EVERY_MS = 50;
/** An echo that takes longer is as good as a cut, milliseconds. */
const ECHO_LIMIT_MS = 2_000;

/** A WebSocket whose messages come back all the time. Resolves when the first one has. */
export async function openEcho({
  host,
  port,
}: Target): Promise<LongConnection & { readonly received: () => number }> {
  const socket = new WebSocket(`ws://${host}:${port}/ws`);
  let received = 0;
  let problem: string | undefined;
  const ending = new AbortController();
  let heard: (text: string) => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    socket.addEventListener('close', ({ code }) => {
      if (!ending.signal.aborted) problem ??= `a WebSocket was closed with ${code}`;
      resolve();
    });
  });
  socket.addEventListener('message', ({ data }) => heard(String(data)));
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error(`no WebSocket at port ${port}`)), { once: true });
  });

  const talk = async (): Promise<void> => {
    const text = `message ${received}`;
    const back = new Promise<string>((resolve) => (heard = resolve));
    socket.send(text);
    const limit = new AbortController();
    const answer = await Promise.race([
      back,
      over,
      setTimeout(ECHO_LIMIT_MS, undefined, { signal: limit.signal }).catch(() => undefined),
    ]);
    limit.abort();
    if (answer === text) received += 1;
    else problem ??= `a WebSocket fell silent after ${received} messages`;
  };
  await talk();
  const talking = (async () => {
    while (!ending.signal.aborted && problem === undefined) {
      await setTimeout(TALK_EVERY_MS);
      await talk();
    }
  })();

  return {
    received: () => received,
    async endAfter(ms) {
      await Promise.race([setTimeout(ms), over]);
      if (problem === undefined) ending.abort();
      await talking;
      socket.close();
      await over;
      return problem === undefined ? [] : [problem];
    },
    abandon: () => socket.close(),
  };
}

const DOWNLOAD_BYTES = 1_000_000;

/** A download that flows for so many seconds. Resolves when its first bytes are there. */
export async function openDownload({ host, port }: Target, seconds: number): Promise<LongConnection> {
  const path = `/download?seconds=${seconds}&bytes=${DOWNLOAD_BYTES}`;
  const request = http.get({ host, port, path, agent: false });
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  let bytes = 0;
  let flows: () => void = () => undefined;
  const began = new Promise<void>((resolve) => (flows = resolve));
  const over = new Promise<string | undefined>((resolve) => {
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      flows();
    });
    response.once('error', (error) => resolve(error.message));
    response.once('close', () => resolve(undefined));
  });
  await Promise.race([began, over]);
  return {
    async endAfter() {
      const problem = await over;
      return bytes === DOWNLOAD_BYTES
        ? []
        : [`a download ended after ${bytes} bytes: ${problem ?? 'closed'}`];
    },
    abandon: () => void request.destroy(),
  };
}
