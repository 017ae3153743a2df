import { LABEL, LABEL_VERSION } from '../../../electron/core/engine/labels.ts';
import type { Engine } from '../../../electron/core/engine/engine.ts';
import type { FakeCall, FakeEngine } from '../../support/fake-engine.ts';
import { sendJson } from '../../support/fake-engine.ts';
import { connectToFake } from '../../support/with-fake-engine.ts';

export interface FakeImage {
  readonly id: string;
  readonly layers: readonly string[];
  tags: string[];
  labels: Readonly<Record<string, string>>;
  /** What the engine says instead of removing it by its ID. */
  refusal?: { readonly status: number; readonly message: string };
}

/** A fake engine that has images, and tags and removes them by the rules of a real one. */
export interface EngineWithImages {
  readonly engine: Engine;
  readonly fake: FakeEngine;
  readonly images: readonly FakeImage[];
  readonly image: (id: string) => FakeImage;
  /** Of images, by ID. */
  readonly containers: { readonly name: string; readonly image: string }[];
}

export const OURS = {
  [LABEL.version]: LABEL_VERSION,
  [LABEL.role]: 'image',
  [LABEL.app]: 'web',
  [LABEL.owner]: 'ann@desk',
};

/** Each layer has 1,000 bytes. */
const LAYER_BYTES = 1000;

export async function engineWithImages(sketches: readonly FakeImage[]): Promise<EngineWithImages> {
  const { fake, engine } = await connectToFake();
  const images = [...sketches];
  const containers: EngineWithImages['containers'] = [];
  const find = (reference: string) =>
    images.find(({ id, tags }) => id === reference || tags.includes(reference));
  fake.on('GET /info', ({ response }) => sendJson(response, 200, { Driver: 'overlay2' }));
  fake.on('GET /images/json', ({ response }) => sendJson(response, 200, images.map(listed)));
  fake.on('GET /networks', ({ response }) => sendJson(response, 200, []));
  fake.on('GET /volumes', ({ response }) => sendJson(response, 200, { Volumes: [] }));
  fake.on('GET /containers/json', ({ query, response }) => {
    const ours = query.get('filters')?.includes(LABEL.version) === true;
    sendJson(
      response,
      200,
      ours ? [] : containers.map(({ name, image }) => ({ Id: name, Names: [`/${name}`], ImageID: image })),
    );
  });
  fake.on('GET /system/df', ({ response }) => {
    const layers = new Set(images.flatMap((image) => image.layers));
    sendJson(response, 200, { LayersSize: layers.size * LAYER_BYTES, BuildCache: [] });
  });
  const references = sketches.flatMap(({ id, tags }) => [id, ...tags]);
  for (const reference of references) {
    const asked = (answer: (image: FakeImage, call: FakeCall) => void) => (call: FakeCall) => {
      const image = find(reference);
      if (image === undefined) sendJson(call.response, 404, { message: `No such image: ${reference}` });
      else answer(image, call);
    };
    fake.on(
      `GET /images/${reference}/json`,
      asked((image, { response }) => sendJson(response, 200, inspected(image))),
    );
    fake.on(
      `GET /images/${reference}/history`,
      asked((image, { response }) =>
        sendJson(
          response,
          200,
          image.layers.map(() => ({ Size: LAYER_BYTES, CreatedBy: 'COPY . .' })),
        ),
      ),
    );
    fake.on(
      `POST /images/${reference}/tag`,
      asked((image, { query, response }) => {
        image.tags.push(`${query.get('repo') ?? ''}:${query.get('tag') ?? ''}`);
        response.writeHead(201).end();
      }),
    );
    fake.on(
      `DELETE /images/${reference}`,
      asked((image, { response }) => {
        const byId = reference === image.id;
        const several = { status: 409, message: 'image is referenced in multiple repositories' };
        const refusal = byId ? (image.tags.length > 1 ? several : image.refusal) : undefined;
        if (refusal !== undefined) {
          sendJson(response, refusal.status, { message: refusal.message });
          return;
        }
        image.tags = byId ? [] : image.tags.filter((tag) => tag !== reference);
        if (image.tags.length === 0) images.splice(images.indexOf(image), 1);
        sendJson(response, 200, []);
      }),
    );
  }
  const image = (id: string): FakeImage => {
    const found = find(id);
    if (found === undefined) throw new Error(`there is no image ${id}`);
    return found;
  };
  return { engine, fake, images, containers, image };
}

function listed({ id, tags, labels, layers }: FakeImage) {
  return { Id: id, RepoTags: tags, Created: 1, Size: layers.length * LAYER_BYTES, Labels: labels };
}

function inspected(image: FakeImage) {
  return { ...listed(image), Config: { Labels: image.labels }, RootFS: { Layers: image.layers } };
}
