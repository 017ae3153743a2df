import { fork } from 'node:child_process';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

/** Another process with the same history open; it answers each message with one of its own. */
export interface Child {
  send(message: object): void;
  /** The next message that was not taken yet; rejects when the process ends instead. */
  next(): Promise<unknown>;
}

/** Starts a script of the folder `children` with Node itself and waits until it says that it is ready. */
export async function startChild(script: string, ...args: readonly string[]): Promise<Child> {
  const child = fork(join(import.meta.dirname, 'children', script), args, { execArgv: [], stdio: 'pipe' });
  onTestFinished(() => void child.kill());
  const errors: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk));
  const messages: unknown[] = [];
  const waiting: { resolve: (message: unknown) => void; reject: (error: Error) => void }[] = [];
  child.on('message', (message) => {
    const taker = waiting.shift();
    if (taker) taker.resolve(message);
    else messages.push(message);
  });
  child.on('exit', () => {
    for (const { reject } of waiting)
      reject(new Error(`${script} ended: ${Buffer.concat(errors).toString()}`));
  });
  const self: Child = {
    send: (message) => void child.send(message),
    next: () =>
      messages.length > 0
        ? Promise.resolve(messages.shift())
        : new Promise((resolve, reject) => waiting.push({ resolve, reject })),
  };
  await self.next();
  return self;
}
