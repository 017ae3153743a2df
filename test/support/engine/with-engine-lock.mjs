// @ts-check
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Runs `action` while nobody else on this machine starts or stops the same private engine. The lock is a socket name
 * that only one process can listen on; it goes with the process, however that ends, and leaves no file behind.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function withEngineLock(name, action) {
  const server = createServer();
  while (!(await claimed(server, `\0twinberth-lock-${name}`))) await pause(100);
  try {
    return await action();
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

/**
 * @param {import('node:net').Server} server
 * @param {string} path
 * @returns {Promise<boolean>}
 */
function claimed(server, path) {
  return new Promise((resolve, reject) => {
    const failed = (/** @type {NodeJS.ErrnoException} */ error) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error);
    server.once('error', failed);
    server.listen(path, () => {
      server.off('error', failed);
      resolve(true);
    });
  });
}
