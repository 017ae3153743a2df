import type { Core } from '../../../electron/core/core.ts';
import { NOW } from './sample-records.ts';

/** Two lines, one of them with sequences that a terminal would obey; then nothing until the signal, when followed. */
export async function* logLines(
  follow: boolean,
  signal: AbortSignal | undefined,
): ReturnType<Core['deployments']['logs']> {
  const container = 'twinberth-web-prod-green-1';
  yield { container, stream: 'stdout', at: NOW, text: 'listening on 8080' };
  yield { container, stream: 'stderr', at: NOW, text: '\u001b[31mred\u001b[0m \u001b[2Jwiped' };
  if (!follow) return;
  await new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });
}
