import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openContext } from '../../electron/core/releases/context/open-context.ts';

// A program: hashes and packs the context that it is given (and writes the cache that it is given), then prints the most memory that it had, as JSON.

const [, , directory = '.', cacheFile = ''] = process.argv;
const context = await openContext({
  directory,
  dockerfile: 'Dockerfile',
  builder: 'buildkit',
  cacheFile,
  now: Date.now(),
  windows: false,
});
let packed = 0;
await pipeline(
  context.pack(),
  new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      packed += chunk.length;
      setImmediate(done);
    },
  }),
);
await context.close();
process.stdout.write(JSON.stringify({ megabytes: peakBytes() / 1e6, packed }));

/** `VmHWM` on Linux, since `maxRSS` counts what the parent process had when it forked. */
function peakBytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const [, kibibytes = '0'] = /VmHWM:\s+(\d+) kB/u.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kibibytes) * 1024;
}
