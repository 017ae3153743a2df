import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { findCredentials } from '../../../electron/core/engine/credentials/find-credentials.ts';
import {
  HUB_KEY,
  normaliseKey,
  registryKey,
} from '../../../electron/core/engine/credentials/registry-host.ts';
import { failureOf } from '../../support/failure-of.ts';

const REGISTRY = 'registry.test:5000';
const IMAGE = `${REGISTRY}/team/web:1`;
const SECRET = 'hunter2-and-more';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'twinberth-credentials-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
});

function config(content: object | string): void {
  writeFileSync(
    join(directory, 'config.json'),
    typeof content === 'string' ? content : JSON.stringify(content),
  );
}

/** Puts a credential helper on the PATH: a real program, for the time of this test. */
function helper(name: string, script: string): void {
  const bin = join(directory, 'bin');
  mkdirSync(bin, { recursive: true });
  const path = join(bin, `docker-credential-${name}`);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  vi.stubEnv('PATH', `${bin}${delimiter}${process.env['PATH'] ?? ''}`);
  onTestFinished(() => void vi.unstubAllEnvs());
}

const encode = (text: string): string => Buffer.from(text).toString('base64');

describe('credentials in the file itself', () => {
  test('are decoded; a password may have colons', async () => {
    config({ auths: { [REGISTRY]: { auth: encode('ann:a:b') } } });
    expect(await findCredentials(directory, IMAGE)).toEqual({
      username: 'ann',
      password: 'a:b',
      serverAddress: REGISTRY,
    });
  });

  test('are found however the registry was written', async () => {
    config({ auths: { 'https://Registry.Test:5000/v1/': { auth: encode('ann:x') } } });
    expect(await findCredentials(directory, IMAGE)).toMatchObject({ username: 'ann' });
  });

  test('an identity token comes before user and password', async () => {
    config({ auths: { [REGISTRY]: { auth: encode('ann:x'), identitytoken: 'tok' } } });
    expect(await findCredentials(directory, IMAGE)).toEqual({
      identityToken: 'tok',
      serverAddress: REGISTRY,
    });
  });

  test('an image without a registry asks for those of the public one', async () => {
    config({ auths: { [HUB_KEY]: { auth: encode('hub:x') }, [REGISTRY]: { auth: encode('ann:x') } } });
    expect(await findCredentials(directory, 'team/web:1')).toMatchObject({ username: 'hub' });
    expect(await findCredentials(directory, 'web')).toMatchObject({ username: 'hub' });
  });

  test.each([
    undefined,
    {},
    { auths: {} },
    { auths: { [REGISTRY]: {} } },
    { auths: { 'other.test': { auth: encode('a:b') } } },
  ])('nothing for the registry is nothing: %j', async (content) => {
    if (content) config(content);
    expect(await findCredentials(directory, IMAGE)).toBeUndefined();
  });

  test.each([
    `{"auths":{"${REGISTRY}":{"auth":"${SECRET}"`,
    { auths: { [REGISTRY]: { auth: [SECRET] } } },
    { auths: { [REGISTRY]: { auth: encode(SECRET) } } },
  ])('a file that cannot be understood is named, without what is in it', async (content) => {
    config(content);
    const failure = await failureOf(findCredentials(directory, IMAGE));
    expect(failure.code).toBe('config.invalid');
    expect(failure.message).toContain(join(directory, 'config.json'));
    expect(JSON.stringify([failure.toReply(), String(failure.cause)])).not.toContain(SECRET);
  });
});

describe('credential helpers', () => {
  test('the one for all registries is asked by name on stdin', async () => {
    config({ credsStore: 'store', auths: { [REGISTRY]: {} } });
    helper(
      'store',
      'read host; echo "{\\"ServerURL\\":\\"$host\\",\\"Username\\":\\"$1-$host\\",\\"Secret\\":\\"s\\"}"',
    );
    expect(await findCredentials(directory, IMAGE)).toEqual({
      username: `get-${REGISTRY}`,
      password: 's',
      serverAddress: REGISTRY,
    });
  });

  test("a registry's own helper comes before the one for all", async () => {
    config({ credsStore: 'absent', credHelpers: { [REGISTRY]: 'own' } });
    helper('own', 'echo \'{"Username":"<token>","Secret":"tok"}\'');
    expect(await findCredentials(directory, IMAGE)).toEqual({
      identityToken: 'tok',
      serverAddress: REGISTRY,
    });
  });

  test('one that has none for the registry leaves the file to decide', async () => {
    config({ credsStore: 'store', auths: { [REGISTRY]: { auth: encode('ann:x') } } });
    helper('store', 'echo "credentials not found in native keychain"; exit 1');
    expect(await findCredentials(directory, IMAGE)).toMatchObject({ username: 'ann' });
  });

  test.each([
    [
      'prints its secret and fails',
      `echo ${SECRET}; echo "keychain is locked" >&2; exit 3`,
      /exit code 3: keychain is locked/,
    ],
    ['does not speak JSON', `echo ${SECRET}`, /did not answer in JSON/],
    ['leaves something out', `echo '{"Secret":"${SECRET}"}'`, /did not answer with a Username/],
  ])('one that %s is named, and its answer is kept to itself', async (_what, script, message) => {
    config({ credsStore: 'store' });
    helper('store', script);
    const failure = await failureOf(findCredentials(directory, IMAGE));
    expect(failure.code).toBe('pull.failed');
    expect(failure.message).toMatch(message);
    expect(failure.message).toContain('docker-credential-store');
    expect(JSON.stringify([failure.toReply(), String(failure.cause)])).not.toContain(SECRET);
  });

  test('one that hangs is ended, also when it has started something that lives on', async () => {
    config({ credsStore: 'store' });
    helper('store', 'sleep 20 & wait');
    const failure = await failureOf(findCredentials(directory, IMAGE, { helperLimitMs: 200 }));
    expect(failure.message).toMatch(/gave no answer within 0\.2 s/);
  });

  test('one that is not installed says what to do', async () => {
    config({ credsStore: 'not-installed-anywhere' });
    const failure = await failureOf(findCredentials(directory, IMAGE));
    expect(failure.message).toMatch(/docker-credential-not-installed-anywhere.* is not on the PATH/);
  });

  test.each(['../../bin/sh', 'a b', 'x;y', ''])('"%s" is never run as a program', async (name) => {
    config({ credHelpers: { [REGISTRY]: name } });
    helper('store', 'echo "{}"');
    const asked = findCredentials(directory, IMAGE);
    if (name === '') expect(await asked).toBeUndefined();
    else expect((await failureOf(asked)).message).toMatch(/is not a name that a credential helper can have/);
  });
});

test.each([
  ['web', HUB_KEY],
  ['team/web:1', HUB_KEY],
  ['localhost/web', 'localhost'],
  ['host:5000/web', 'host:5000'],
  ['Registry.Test/a/b@sha256:0', 'registry.test'],
])('the registry of %s is %s', (reference, key) => {
  expect(registryKey(reference)).toBe(key);
  expect(normaliseKey(key)).toBe(normaliseKey(registryKey(reference)));
});
