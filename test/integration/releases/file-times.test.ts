import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(() => shop.remove());

/** What a web server would put into Last-Modified of a file of the release. */
async function timeOf(version: number): Promise<number> {
  const image = await shop.engine.images.inspect(`${shop.app}:v${version}`);
  const id = await shop.engine.containers.create({
    name: `twinberth-${shop.app}-times-${version}`,
    image: image?.id ?? '',
    labels: { 'dev.twinberth.app': shop.app },
    command: ['/bin/busybox', 'stat', '-c', '%Y', '/app/server.mjs'],
  });
  const output = await shop.engine.containers.attachOutput(id);
  await shop.engine.containers.start(id);
  let text = '';
  for await (const line of output.lines) text += line.text;
  return Number(text);
}

it('files get the time of their build, so that no browser takes a new one for the old', async () => {
  const before = Math.floor(Date.now() / 1000);
  // Content that no build has seen: a layer from the builder's cache keeps the time of its own build, as it should.
  await appendFile(join(shop.folder, 'server.mjs'), `// ${shop.app}\n`);
  await shop.release();
  const time = await timeOf(1);
  expect(time).toBeGreaterThanOrEqual(before);
  expect(time).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000));
});
