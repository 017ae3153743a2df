import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { TextOutput } from './text-output.ts';

/**
 * Asks a question that only `y` or `yes` answers with true; anything else, also the end of the input, is no. Rejects with
 * the signal's reason. The terminal stays in its line mode, so that Ctrl-C remains a signal.
 */
export async function askYesNo(
  question: string,
  streams: { readonly stdin: Readable; readonly out: TextOutput },
  signal: AbortSignal,
): Promise<boolean> {
  signal.throwIfAborted();
  streams.out.write(`${question} [y/N] `);
  // Its end was the answer to an earlier question, and comes only once.
  if (streams.stdin.readableEnded) return false;
  const lines = createInterface({ input: streams.stdin, terminal: false });
  try {
    return await new Promise<boolean>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      lines.once('line', (line) => resolve(/^y(es)?$/i.test(line.trim())));
      lines.once('close', () => resolve(false));
    });
  } finally {
    lines.close();
    streams.stdin.pause();
  }
}
