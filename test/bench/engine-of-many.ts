import { replicaSpec } from '../../electron/core/deployments/planning/replica-spec.ts';
import { LABEL, LABEL_VERSION } from '../../electron/core/engine/labels.ts';
import { describeReplicas } from '../../electron/core/history/replica-record.ts';
import type { Colour } from '../../shared/model/colour.ts';
import { sendJson, startFakeEngine, frame, type FakeCall, type FakeEngine } from '../support/fake-engine.ts';
import * as sample from '../unit/db/sample-rows.ts';

/** How long a Docker Engine takes over such a call on a small machine, milliseconds: of the order of what 20.10 was seen to take, on the slow side. */
const TAKES = { create: 60, remove: 30, exec: 30, look: 3 } as const;

interface Container {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly labels: Readonly<Record<string, string>>;
}

const SUBNET = '10.192.0.0/19';

/** Something that answers like an engine on which `count` apps serve, each with a warm standby: 3 containers and 2 images for each. */
export async function startEngineOfMany(count: number): Promise<FakeEngine> {
  const fake = await startFakeEngine();
  const containers = Array.from({ length: count }, (_, app) => containersOf(app)).flat();
  fake.on('GET /info', ({ response }) => sendJson(response, 200, { Driver: 'overlay2', ID: 'many' }));
  fake.on('GET /containers/json', (call) =>
    later(TAKES.look, call, containers.filter((container) => isWanted(call, container)).map(listed)),
  );
  fake.on('GET /networks/twinberth-dev', (call) =>
    later(TAKES.look, call, {
      Id: 'network',
      Name: 'twinberth-dev',
      Labels: { [LABEL.version]: LABEL_VERSION },
      IPAM: { Config: [{ Subnet: SUBNET }] },
      Containers: {},
    }),
  );
  const images = Array.from({ length: count }, (_, app) => [imageOf(app, 1), imageOf(app, 2)]).flat();
  fake.on('GET /images/json', (call) => later(TAKES.look, call, images));
  for (const image of images)
    fake.on(`GET /images/${image.Id}/json`, (call) => later(TAKES.look, call, image));
  for (const container of containers) answerFor(fake, container);
  let locks = 0;
  fake.on('POST /containers/create', async (call) => {
    const id = `lock-${(locks += 1)}`;
    fake.on(`DELETE /containers/${id}`, (removal) => later(TAKES.remove, removal, undefined, 204));
    await later(TAKES.create, call, { Id: id, Warnings: [] }, 201);
  });
  return fake;
}

function containersOf(app: number): readonly Container[] {
  const first = 32 * (app + 1);
  const name = `app-${app}`;
  const own = {
    [LABEL.version]: LABEL_VERSION,
    [LABEL.app]: name,
    [LABEL.env]: 'dev',
    [LABEL.host]: 'local',
  };
  const edge = {
    id: `edge-${app}`,
    name: `twinberth-${name}-dev-edge`,
    address: addressAt(first),
    labels: { ...own, [LABEL.role]: 'edge' },
  };
  return [
    edge,
    replicaOf(app, 'blue', 1, addressAt(first + 1)),
    replicaOf(app, 'green', 2, addressAt(first + 16)),
  ];
}

function replicaOf(app: number, colour: Colour, version: number, address: string): Container {
  const name = `app-${app}`;
  const release = sample.release({
    id: `r-${app}-${version}`,
    app: name,
    version,
    tag: `${name}:v${version}`,
    identity: { ...sample.release().identity, configDigest: `sha256:image-${app}-${version}` },
  });
  const begun = sample.deployment({
    id: `d-${app}-${version}`,
    app: name,
    release: release.id,
    version,
    colour,
    startedAt: 1_700_000_000_000 + version,
  });
  const deployment = { ...begun, sequence: 1, state: 'running' as const };
  const spec = replicaSpec({
    config: sample.config,
    release,
    image: `sha256:image-${app}-${version}`,
    environment: 'dev',
    host: 'local',
    colour,
    replica: 1,
    deployment: deployment.id,
    network: 'twinberth-dev',
    address,
    owner: 'ann@desk',
    variables: new Map(),
    record: describeReplicas({
      deployment,
      release,
      host: sample.host,
      app: { name, directory: `/srv/${name}`, createdAt: 1 },
    }),
  });
  return { id: `${name}-${colour}`, name: spec.name, address, labels: spec.labels };
}

function imageOf(app: number, version: number) {
  return {
    Id: `sha256:image-${app}-${version}`,
    RepoTags: [`app-${app}:v${version}`],
    RootFS: { Layers: ['sha256:l1', 'sha256:l2'] },
    Os: 'linux',
    Architecture: 'amd64',
    Size: 1,
    Config: {
      Labels: {
        [LABEL.version]: LABEL_VERSION,
        [LABEL.role]: 'image',
        [LABEL.app]: `app-${app}`,
        [LABEL.release]: `v${version}`,
      },
    },
  };
}

function answerFor(fake: FakeEngine, container: Container): void {
  const { id } = container;
  fake.on(`GET /containers/${id}/json`, (call) =>
    later(TAKES.look, call, {
      Id: id,
      Name: `/${container.name}`,
      State: { Status: 'running', Running: true },
      Config: { Labels: container.labels, Env: [], Tty: false },
      NetworkSettings: { Networks: { 'twinberth-dev': { IPAddress: container.address } } },
    }),
  );
  fake.on(`POST /containers/${id}/exec`, (call) => later(TAKES.look, call, { Id: `exec-${id}` }, 201));
  fake.on(`POST /exec/exec-${id}/start`, async (call) => {
    await pause(TAKES.exec);
    call.upgrade().end(frame(1, 'active be_green\nhold-limit 30000\n'));
  });
  fake.on(`GET /exec/exec-${id}/json`, (call) => later(TAKES.look, call, { Running: false, ExitCode: 0 }));
}

function listed(container: Container) {
  return {
    Id: container.id,
    Names: [`/${container.name}`],
    Image: container.name,
    ImageID: `sha256:image-${/\d+/.exec(container.id)?.[0] ?? ''}-${container.labels[LABEL.release] === 'v2' ? 2 : 1}`,
    Labels: container.labels,
    State: 'running',
    Created: 1_700_000_000,
    Ports: [],
  };
}

function isWanted({ query }: FakeCall, { labels }: Container): boolean {
  const filters = JSON.parse(query.get('filters') ?? '{}') as { readonly label?: readonly string[] };
  return (filters.label ?? []).every((wanted) => {
    const [key = '', ...value] = wanted.split('=');
    return value.length === 0 ? key in labels : labels[key] === value.join('=');
  });
}

async function later(ms: number, call: FakeCall, answer: unknown, status = 200): Promise<void> {
  await pause(ms);
  if (answer === undefined) call.response.writeHead(status).end();
  else sendJson(call.response, status, answer);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function addressAt(offset: number): string {
  return `10.192.${Math.floor(offset / 256)}.${offset % 256}`;
}
