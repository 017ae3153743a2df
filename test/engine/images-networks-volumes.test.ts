import { Readable } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findConfigDigest } from '../../electron/core/engine/images/read-identity.ts';
import { testEngine } from '../support/test-engine.ts';
import { useEngine } from '../support/with-engine.ts';
import { failureOf } from '../support/failure-of.ts';

const { engine, busybox, labels, name, create } = await useEngine();
const images = engine.images;

describe('images', () => {
  test('have an identity, which the saved image confirms', async () => {
    const image = await images.inspect(testEngine().images.edge);
    if (!image) throw new Error('the edge image is part of the set-up');
    const identity = await images.identity(image.id);
    expect(identity.layers).toEqual(image.layers);
    expect(identity.platform).toBe(`${image.os}/${image.architecture}`);
    const saved = await images.save(image.id);
    expect(await findConfigDigest(saved, image)).toBe(identity.configDigest);
    saved.destroy();
  });

  test('are tagged, found under the tag, and lose it again without being lost', async () => {
    const repository = name('image');
    await images.tag(busybox, repository, 'v1');
    const tag = `${repository}:v1`;
    expect((await images.inspect(tag))?.id).toBe(busybox);
    await images.removeTag(tag);
    await images.removeTag(tag);
    expect(await images.inspect(tag)).toBeUndefined();
    expect((await images.inspect(busybox))?.id).toBe(busybox);
  });

  test('come back from a save as they were', async () => {
    const before = await images.identity(busybox);
    const bytes = Buffer.concat((await (await images.save(busybox)).toArray()) as Buffer[]);
    await images.load(Readable.from(bytes));
    expect(await images.identity(busybox)).toEqual(before);
  });

  test('that are not images are refused by load', async () => {
    const failure = await failureOf(images.load(Readable.from([Buffer.alloc(2048, 'x')])));
    expect(failure.code).toBe('engine.failed');
  });

  test('in use are not removed, and say so', async () => {
    await create({});
    const failure = await failureOf(images.remove(busybox));
    expect(failure.code).toBe('engine.failed');
    expect(failure.details['status']).toBe(409);
  });

  test('are listed by label', async () => {
    const listed = await images.list({ 'dev.twinberth.fixture': true });
    expect(listed.map(({ id }) => id)).toContain(busybox);
    expect(await images.list({ 'dev.twinberth.fixture': 'of nothing' })).toEqual([]);
  });

  test('that no registry has cannot be pulled', async () => {
    // Port 9 of the engine itself: nobody listens there.
    const failure = await failureOf(images.pull('127.0.0.1:9/nothing:1', {}));
    expect(failure.code).toBe('pull.failed');
    expect(failure.message).toContain('127.0.0.1:9/nothing:1');
  });
});

describe('networks', () => {
  test('have the subnet and labels that they were given', async () => {
    const network = name('lane');
    const made = await engine.networks.create({ name: network, subnet: '10.231.71.0/24', labels });
    expect(await engine.networks.inspect(network)).toEqual(made);
    expect(made).toMatchObject({ name: network, subnets: ['10.231.71.0/24'], labels, addresses: {} });
    expect((await engine.networks.list(labels)).map(({ id }) => id)).toContain(made.id);
    const again = engine.networks.create({ name: network, subnet: '10.231.72.0/24', labels });
    expect((await failureOf(again)).code).toBe('name.taken');
    const overlapping = engine.networks.create({ name: name('other'), subnet: '10.231.71.128/25', labels });
    expect((await failureOf(overlapping)).code).toBe('address.exhausted');
    await engine.networks.remove(made.id);
    await engine.networks.remove(made.id);
    expect(await engine.networks.inspect(network)).toBeUndefined();
  });
});

describe('volumes', () => {
  test('are made once, found, and removed once', async () => {
    const volume = name('volume');
    onTestFinished(() => engine.volumes.remove(volume));
    const made = await engine.volumes.create(volume, labels);
    expect(await engine.volumes.create(volume, labels)).toEqual(made);
    expect(await engine.volumes.list(labels)).toContainEqual({ name: volume, labels });
    await engine.volumes.remove(volume);
    await engine.volumes.remove(volume);
    expect(await engine.volumes.inspect(volume)).toBeUndefined();
  });
});
