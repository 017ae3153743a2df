import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** How often at most the count is told, in bytes. */
const TELL_EVERY = 1024 * 1024;

/** Passes a stream on and tells how many bytes of it went, now and then and at its end. An error on either side ends the other. */
export function countBytes(source: Readable, tell: (bytes: number) => void): Readable {
  let bytes = 0;
  let told = 0;
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      if (bytes - told >= TELL_EVERY) {
        told = bytes;
        tell(bytes);
      }
      done(null, chunk);
    },
    flush: (done) => {
      tell(bytes);
      done();
    },
  });
  // An error on the way destroys `counted` with it, so whoever reads that learns of it; nobody waits for this promise.
  pipeline(source, counted).catch(() => undefined);
  return counted;
}
