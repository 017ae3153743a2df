import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { measureSending } from '../../support/context-memory/measure-sending.ts';
import { makeFolder } from './temporary-folder.ts';

const CONTEXT_BYTES = 300_000_000;
/** What passes through on the way to an engine is a few batches, whatever the size of the context. */
const WAY_BYTES = 40_000_000;
/** The whole process, Node itself included. */
const PROCESS_BYTES = 200_000_000;

it('a large context goes through to a slow engine without being kept in memory', async () => {
  const context = makeFolder({
    Dockerfile: 'FROM scratch\nCOPY . /\n',
    'large.bin': '',
    'small.txt': 'small',
  });
  truncateSync(join(context, 'large.bin'), CONTEXT_BYTES);
  const folder = makeFolder();
  const seen = await measureSending(context, join(folder, 'cache'), folder);
  expect(seen.receivedBytes).toBeGreaterThan(CONTEXT_BYTES);
  expect(seen.receivedBytes).toBe(seen.sentBytes);
  expect(seen.peakBytes - seen.hashedBytes).toBeLessThan(WAY_BYTES);
  expect(seen.peakBytes).toBeLessThan(PROCESS_BYTES);
});
