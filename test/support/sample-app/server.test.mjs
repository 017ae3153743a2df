import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readBehaviour } from './behaviour.mjs';
import { createSampleServer } from './create-sample-server.mjs';

const server = createSampleServer({ version: 'v1', instance: 'test', behaviour: readBehaviour({}) });
let origin;

before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.closeAllConnections());
after(() => server.close());

test('says which version answers', async () => {
  const body = await (await fetch(`${origin}/`)).json();
  assert.equal(body.version, 'v1');
});

test('is healthy', async () => {
  assert.equal((await fetch(`${origin}/healthz`)).status, 200);
});

test('a download has the length it announced', async () => {
  const response = await fetch(`${origin}/download?seconds=0.3&bytes=1001`);
  assert.equal((await response.arrayBuffer()).byteLength, 1_001);
});

test('an unknown behaviour is refused', () => {
  assert.throws(() => readBehaviour({ BEHAVIOUR: 'ponder' }), /never-healthy/);
});

if (process.env.BEHAVIOUR === 'fails-its-test')
  test('this release is broken', () => assert.fail('broken on purpose'));
