import { readFileSync } from 'node:fs';
import { connectEngine } from '../../../electron/core/engine/connect-engine.ts';
import { openContext } from '../../../electron/core/releases/context/open-context.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';

// A program: hashes the context that it is given (and writes the cache that it is given), has the engine behind a socket
// build it, as a build does, and prints the most memory that it had before and after it was sent, as JSON.

const [, , directory = '.', cacheFile = '', socket = ''] = process.argv;
const context = await openContext({
  directory,
  dockerfile: 'Dockerfile',
  builder: 'buildkit',
  cacheFile,
  now: Date.now(),
  windows: false,
});
const engine = await connectEngine({ kind: 'unix', path: socket }, { clock: systemClock, log: silentLog });
const hashedBytes = peakBytes();
let sentBytes = 0;
await engine.images.build(
  context.pack(),
  { dockerfile: context.dockerfile.sentAs, args: {}, labels: {} },
  {
    onProgress: (progress) => {
      if (progress.kind === 'sent') sentBytes = progress.bytes;
    },
  },
);
await context.close();
engine.close();
process.stdout.write(JSON.stringify({ hashedBytes, peakBytes: peakBytes(), sentBytes }));

/** `VmHWM` on Linux, since `maxRSS` counts what the parent process had when it forked. */
function peakBytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const [, kibibytes = '0'] = /VmHWM:\s+(\d+) kB/u.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kibibytes) * 1024;
}
