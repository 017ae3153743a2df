import type { Deployment } from '../../shared/model/deployment.ts';
import type { DriftDeps } from '../../electron/core/drift/drift-deps.ts';
import { expectColours } from '../../electron/core/drift/expect-colour.ts';
import { expectEdge } from '../../electron/core/drift/expect-edge.ts';
import { edgeSpecHash } from '../../electron/core/edge/edge-spec.ts';
import { serverName, edgeServer } from '../../electron/core/edge/edge-server.ts';
import type { ContainerSpec } from '../../electron/core/engine/container-spec.ts';
import { LABEL, LABEL_VERSION } from '../../electron/core/engine/labels.ts';
import { frame, sendJson, type FakeEngine } from '../support/fake-engine.ts';
import { openHistory } from '../unit/deployments/open-history.ts';
import {
  sampleBegin,
  sampleConfig,
  sampleEnvironment,
  sampleHost,
  sampleRelease,
} from '../unit/deployments/sample-records.ts';

const SUBNET = '10.192.0.0/19';
const NETWORK = 'twinberth-prod';
const EDGE_IMAGE = 'sha256:edge';

/** A fake engine and a history that agree about so many placements, each an edge, two replicas that serve, two of a stopped standby. */
export function stageFleet(
  fake: FakeEngine,
  placements: number,
): { readonly stores: DriftDeps['stores']; remove(): void } {
  const history = openHistory();
  const { stores } = history;
  stores.environments.add(sampleEnvironment('prod'));
  const containers: Record<string, unknown>[] = [];
  for (let slot = 1; slot <= placements; slot++) containers.push(...stagePlacement(fake, stores, slot));
  fake.on('GET /containers/json', ({ response }) => sendJson(response, 200, containers));
  fake.on('GET /networks', ({ response }) =>
    sendJson(response, 200, [{ Id: 'n', Name: NETWORK, Labels: {}, IPAM: { Config: [{ Subnet: SUBNET }] } }]),
  );
  const images = [1, 2].map((version) => ({
    Id: imageOf(version),
    RepoTags: Array.from({ length: placements }, (_, index) => `app-${index + 1}:v${version}`),
  }));
  fake.on('GET /images/json', ({ response }) => sendJson(response, 200, images));
  fake.on('GET /events', ({ response }) => response.end());
  return history;
}

function imageOf(version: number): string {
  return `sha256:image-${version}`;
}

function stagePlacement(
  fake: FakeEngine,
  stores: DriftDeps['stores'],
  slot: number,
): Record<string, unknown>[] {
  const app = `app-${slot}`;
  const config = sampleConfig({ replicas: 2, environment: { LOG_LEVEL: 'info' } });
  const begin = (version: number) => {
    const release = sampleRelease(version, { id: `${app}-r${version}`, app, tag: `${app}:v${version}` });
    stores.releases.add(release);
    stores.releases.setEngineId(release.id, sampleHost.id, imageOf(version));
    const colour = version === 1 ? 'blue' : 'green';
    return stores.deployments.begin(
      sampleBegin(`${app}-d${version}`, version, { app, config, colour, release: release.id }),
    );
  };
  const [before, serving] = [begin(1), begin(2)];
  const berth = {
    app,
    environment: 'prod',
    host: sampleHost.id,
    slot,
    held: false,
    active: serving.colour,
    activeDeployment: serving.id,
    [before.colour]: { deployment: before.id, state: 'stopped' as const },
    [serving.colour]: { deployment: serving.id, state: 'serving' as const },
  };
  stores.berths.put(berth);
  const network = { id: 'n', name: NETWORK, labels: {}, subnets: [SUBNET], addresses: {} };
  const view = { host: sampleHost, networks: new Map([[NETWORK, network]]) };
  const colours = expectColours({ stores }, view, berth, serving);
  const replicas = colours.flatMap(({ state, replicas: some }) =>
    some.map(({ spec }) => stageContainer(fake, spec, state === 'serving', config.environment)),
  );
  return [...replicas, stageEdge(fake, { ...berth }, serving, network)];
}

function stageEdge(
  fake: FakeEngine,
  berth: Parameters<typeof expectEdge>[0],
  serving: Deployment,
  network: NonNullable<Parameters<typeof expectEdge>[3]>,
): Record<string, unknown> {
  const edge = expectEdge(
    berth,
    serving.colour,
    serving,
    network,
    { image: EDGE_IMAGE, labels: {} },
    edgeSpecHash,
  );
  const labels = {
    [LABEL.version]: LABEL_VERSION,
    [LABEL.app]: berth.app,
    [LABEL.env]: berth.environment,
    [LABEL.role]: 'edge',
    [LABEL.specHash]: edge.specHash,
  };
  const server = (replica: number, address: string) =>
    serverName(edgeServer({ replica, address, port: 8080 }, serving.config.health, 'steady'));
  const stat = [
    '# pxname,svname,status,check_status',
    ...edge.servers.map(({ replica, address }) => `be_${serving.colour},${server(replica, address)},UP,L7OK`),
  ];
  const mark = '-- twinberth --\n';
  const answer = [
    `active be_${serving.colour}\n`,
    edge.configuration,
    `0x1 active be_${serving.colour}\n`,
    `${stat.join('\n')}\n`,
    '',
  ];
  const id = edge.spec.name;
  fake.on(`POST /containers/${id}/exec`, ({ response }) => sendJson(response, 201, { Id: `exec-${id}` }));
  fake.on(`POST /exec/exec-${id}/start`, (call) => call.upgrade().end(frame(1, answer.join(mark))));
  return stageContainer(fake, { ...edge.spec, labels }, true, {});
}

/** What the API tells of a container that was made exactly so. */
function stageContainer(
  fake: FakeEngine,
  spec: ContainerSpec,
  running: boolean,
  variables: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { name } = spec;
  const ports = Object.fromEntries(
    (spec.publish ?? []).map(({ containerPort, hostPort }) => [
      `${containerPort}/tcp`,
      [{ HostIp: '0.0.0.0', HostPort: String(hostPort) }],
    ]),
  );
  fake.on(`GET /containers/${name}/changes`, ({ response }) =>
    sendJson(response, 200, [{ Path: '/tmp', Kind: 0 }]),
  );
  fake.on(`GET /containers/${name}/json`, ({ response }) =>
    sendJson(response, 200, {
      Id: name,
      Name: `/${name}`,
      Image: spec.image,
      State: { Status: running ? 'running' : 'exited', Running: running },
      Config: {
        Cmd: spec.command ?? null,
        Entrypoint: spec.entrypoint ?? null,
        Env: Object.entries(variables).map(([key, value]) => `${key}=${String(value)}`),
        StopSignal: spec.stopSignal ?? '',
      },
      HostConfig: {
        RestartPolicy: { Name: running ? 'always' : 'no' },
        CapDrop: spec.capDrop ?? null,
        ReadonlyRootfs: spec.readOnlyRoot ?? false,
        PortBindings: ports,
      },
      Mounts: (spec.mounts ?? []).map(({ kind, source, target, readOnly }) => ({
        Type: kind,
        Name: source,
        Destination: target,
        RW: !readOnly,
      })),
      NetworkSettings: {
        Ports: running ? ports : {},
        Networks: {
          [NETWORK]: {
            IPAddress: running ? spec.network?.address : '',
            IPAMConfig: { IPv4Address: spec.network?.address },
          },
        },
      },
    }),
  );
  return {
    Id: name,
    Names: [`/${name}`],
    Image: spec.image,
    ImageID: spec.image,
    Labels: spec.labels,
    State: running ? 'running' : 'exited',
    Created: 0,
  };
}
