import { describe, expect, it } from 'vitest';
import { resolveEdgeImage } from '../../../electron/core/deployments/steps/resolve-edge-image.ts';
import { sendJson, type FakeEngine } from '../../support/fake-engine.ts';
import { failureOf } from '../../support/failure-of.ts';
import { connectToFake } from '../../support/with-fake-engine.ts';

const running = { reference: 'edge:1', image: 'sha256:kept' };

function has(fake: FakeEngine, reference: string, id: string): void {
  fake.on(`GET /images/${reference}/json`, ({ response }) =>
    sendJson(response, 200, {
      Id: id,
      RepoTags: [reference],
      Os: 'linux',
      Architecture: 'amd64',
      Config: {},
      RootFS: { Type: 'layers', Layers: [] },
    }),
  );
}

/** A registry that has the image; the engine has it once it was pulled. */
function offers(fake: FakeEngine, reference: string, id: string): void {
  fake.on('POST /images/create', ({ response }) => {
    has(fake, reference, id);
    response.end(`${JSON.stringify({ status: 'Pulling fs layer', id: '0123' })}\r\n`);
  });
}

const asked = (fake: FakeEngine) =>
  fake.calls.map(({ method, path }) => `${method} ${path}`).filter((call) => call.includes('/images/'));

describe('the image of an edge', () => {
  it('stays the one that the running edge was made from while its name stays, wherever the tag points by now', async () => {
    const { fake, engine } = await connectToFake();
    has(fake, 'edge:1', 'sha256:moved');
    offers(fake, 'edge:1', 'sha256:newest');
    expect(await resolveEdgeImage(engine, 'edge:1', running, {})).toBe('sha256:kept');
    expect(asked(fake)).toEqual([]);
  });

  it('is the one that the engine has by that name, without asking a registry', async () => {
    const { fake, engine } = await connectToFake();
    has(fake, 'edge:2', 'sha256:here');
    offers(fake, 'edge:2', 'sha256:newest');
    expect(await resolveEdgeImage(engine, 'edge:2', running, {})).toBe('sha256:here');
    expect(await resolveEdgeImage(engine, 'edge:2', undefined, {})).toBe('sha256:here');
    expect(asked(fake)).not.toContain('POST /images/create');
  });

  it('is pulled where it is missing, and tells how far it is', async () => {
    const { fake, engine } = await connectToFake();
    offers(fake, 'edge:2', 'sha256:pulled');
    const told: string[] = [];
    const pull = { onProgress: ({ text }: { readonly text: string }) => void told.push(text) };
    expect(await resolveEdgeImage(engine, 'edge:2', running, pull)).toBe('sha256:pulled');
    expect(told).toEqual(['0123: Pulling fs layer']);
    const [create] = fake.calls.filter(({ method }) => method === 'POST');
    expect([create?.query.get('fromImage'), create?.query.get('tag')]).toEqual(['edge', '2']);
  });

  it('is not known, and nothing is pulled, while somebody only looks at a plan', async () => {
    const { fake, engine } = await connectToFake();
    offers(fake, 'edge:2', 'sha256:pulled');
    expect(await resolveEdgeImage(engine, 'edge:2', running)).toBe('');
    expect(asked(fake)).toEqual(['GET /images/edge:2/json']);
  });

  it('that cannot be pulled is a failure that names it', async () => {
    const { fake, engine } = await connectToFake();
    fake.on('POST /images/create', ({ response }) =>
      sendJson(response, 404, { message: 'manifest unknown' }),
    );
    const failure = await failureOf(resolveEdgeImage(engine, 'edge:2', undefined, {}));
    expect(failure.code).toBe('pull.failed');
    expect(failure.message).toContain('edge:2');
  });
});
