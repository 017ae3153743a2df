import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildSender } from './build-sender.ts';
import { startSlowEngine } from './slow-engine.ts';

export interface SendingMemory {
  /** The most memory that the process had when the context was hashed and nothing of it was sent, in bytes. */
  readonly hashedBytes: number;
  /** The most that it ever had. */
  readonly peakBytes: number;
  /** Bytes of tar, as the sender counted them and as they came. */
  readonly sentBytes: number;
  readonly receivedBytes: number;
}

/**
 * What it costs a process that does nothing else to hash a context and send it to an engine that takes it more slowly than
 * it can be read. `folder` is for the program and the socket.
 */
export async function measureSending(
  context: string,
  cacheFile: string,
  folder: string,
): Promise<SendingMemory> {
  const engine = await startSlowEngine(join(folder, 'engine.sock'));
  try {
    const program = await buildSender(join(folder, 'program'));
    const { stdout } = await promisify(execFile)(process.execPath, [
      program,
      context,
      cacheFile,
      engine.path,
    ]);
    const seen = JSON.parse(stdout) as Omit<SendingMemory, 'receivedBytes'>;
    return { ...seen, receivedBytes: engine.received() };
  } finally {
    await engine.close();
  }
}
