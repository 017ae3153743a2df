import { describe, expect, it } from 'vitest';
import { matchLayers } from '../../../electron/core/storage/match-layers.ts';
import { chainLayers, measureLayers } from '../../../electron/core/storage/measure-layers.ts';
import { sendJson } from '../../support/fake-engine.ts';
import { connectToFake } from '../../support/with-fake-engine.ts';

const step = (sizeBytes: number, createdBy = '') => ({ sizeBytes, createdBy });

describe('which step made which layer', () => {
  it('is plain where every layer has bytes', () => {
    expect(matchLayers([step(5), step(0, 'ENV A=b'), step(7, 'COPY . .')], 2)).toEqual([5, 7]);
  });

  it('is told by the instruction where a layer is empty, as either builder writes it', () => {
    const classic = [
      step(5),
      step(0, '/bin/sh -c #(nop) WORKDIR /app'),
      step(0, '/bin/sh -c #(nop)  CMD ["x"]'),
    ];
    expect(matchLayers(classic, 2)).toEqual([5, 0]);
    const buildkit = [
      step(5),
      step(0, 'RUN /bin/sh -c true # buildkit'),
      step(0, 'LABEL a=b'),
      step(3, 'COPY a b'),
    ];
    expect(matchLayers(buildkit, 3)).toEqual([5, 0, 3]);
  });

  it('is unknown where an image tells less than it has', () => {
    expect(matchLayers([step(5)], 2)).toBeUndefined();
    expect(matchLayers([], 1)).toBeUndefined();
  });
});

describe('the sizes of layers', () => {
  const image = (id: string, layers: readonly string[], sizeBytes: number) => ({
    layers,
    summary: { id, tags: [], repoDigests: [], createdAt: 0, sizeBytes, labels: {} },
  });

  it('are asked for only where they cannot be reckoned', async () => {
    const { fake, engine } = await connectToFake();
    fake.on('GET /images/wide/history', ({ response }) =>
      sendJson(response, 200, [
        { Size: 7, CreatedBy: 'COPY c /' },
        { Size: 0, CreatedBy: 'ENV A=b' },
        { Size: 5, CreatedBy: 'COPY b /' },
        { Size: 100, CreatedBy: '' },
      ]),
    );
    const images = chainLayers([
      image('wide', ['a', 'b', 'c'], 112),
      image('base', ['a'], 100),
      image('next', ['a', 'b', 'd'], 108),
    ]);
    const sizes = await measureLayers(engine, images, { exact: true, each: true });
    const [wide = [], , next = []] = images.map(({ chains }) => chains.map((chain) => sizes.get(chain)));
    expect(wide).toEqual([100, 5, 7]);
    expect(next).toEqual([100, 5, 3]);
    expect(fake.calls.filter(({ path }) => path.endsWith('/history'))).toHaveLength(1);
  });

  it('may be lumped where layers stay or go together, which needs no question', async () => {
    const { fake, engine } = await connectToFake();
    const images = chainLayers([
      image('base', ['a'], 100),
      image('old', ['a', 'b', 'c'], 112),
      image('next', ['a', 'd', 'e'], 130),
    ]);
    const sizes = await measureLayers(engine, images, { exact: true, each: false });
    const sums = images.map(({ chains }) =>
      chains.slice(1).reduce((sum, chain) => sum + (sizes.get(chain) ?? 0), 0),
    );
    expect(sums).toEqual([0, 12, 30]);
    expect(fake.calls.filter(({ path }) => path.endsWith('/history'))).toEqual([]);
  });

  it('of an image that does not tell go to its lowest unknown layer', async () => {
    const { fake, engine } = await connectToFake();
    fake.on('GET /images/squashed/history', ({ response }) => sendJson(response, 200, []));
    const images = chainLayers([image('base', ['a'], 100), image('squashed', ['a', 'b', 'c'], 150)]);
    const sizes = await measureLayers(engine, images, { exact: true, each: true });
    expect(images[1]?.chains.map((chain) => sizes.get(chain))).toEqual([100, 50, 0]);
  });
});

describe('the disk usage of an engine', () => {
  const usage = { LayersSize: 42, BuildCache: [{ ID: 'r1', Size: 7, Shared: true, InUse: false }] };

  it('is asked for without walking through volumes where the engine can do that', async () => {
    const { fake, engine } = await connectToFake({ ping: { 'Api-Version': '1.44' } });
    fake.on('GET /system/df', ({ response }) => sendJson(response, 200, usage));
    expect(await engine.diskUsage()).toMatchObject({
      layersBytes: 42,
      builder: [{ id: 'r1', shared: true }],
    });
    expect(fake.calls.at(-1)?.query.getAll('type')).toEqual(['image', 'build-cache']);
  });

  it('is waited for while the engine adds it up for somebody else', async () => {
    const clock = { now: () => 0, ticks: () => 0, sleep: () => Promise.resolve() };
    const { fake, engine } = await connectToFake({ clock });
    let asked = 0;
    fake.on('GET /system/df', ({ response }) => {
      asked += 1;
      if (asked < 3) sendJson(response, 500, { message: 'a disk usage operation is already running' });
      else sendJson(response, 200, usage);
    });
    expect((await engine.diskUsage()).layersBytes).toBe(42);
    expect(asked).toBe(3);
  });
});
