import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { HealthConfig, Mode } from '../../../shared/model/app-config.ts';
import type { Colour } from '../../../shared/model/colour.ts';
import type { Host } from '../../../shared/model/host.ts';
import { createEdge } from '../../../electron/core/edge/create-edge.ts';
import type { EdgeSession, EdgeSpec, Mooring } from '../../../electron/core/edge/edge.ts';
import { edgeVolumeName } from '../../../electron/core/edge/edge-spec.ts';
import { runtimePort } from '../../../electron/core/edge/render-edge-config.ts';
import { connectEngine } from '../../../electron/core/engine/connect-engine.ts';
import type { Engine } from '../../../electron/core/engine/engine.ts';
import { LABEL, LABEL_VERSION } from '../../../electron/core/engine/labels.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { isFailure } from '../../../electron/core/runtime/failure.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';
import { testEngine } from '../test-engine.ts';

const APP_SOURCE = readFileSync(new URL('./colour-app.cjs', import.meta.url), 'utf8');

export const HEALTH: HealthConfig = {
  path: '/healthz',
  intervalMs: 1000,
  timeoutMs: 2000,
  rise: 2,
  fall: 3,
  stableMs: 0,
  deadlineMs: 30_000,
};

/** A network with colours on it and one edge in front, all of it removed by `end`. */
export interface EdgeStage {
  readonly engine: Engine;
  readonly host: Host;
  readonly spec: EdgeSpec;
  readonly labels: Readonly<Record<string, string>>;
  readonly run: string;
  session: EdgeSession;
  address(last: number): string;
  /** Starts a container of a colour; returns its id. */
  startColour(colour: Colour, replica?: number): Promise<string>;
  mooring(colour: Colour, changes?: Partial<HealthConfig>, replicas?: number): Mooring;
  /** Moors a colour that runs and waits until all of it is ready. */
  ready(colour: Colour): Promise<void>;
  /** Runs a command in a container of its own on the stage's network; returns its standard output. */
  runBeside(command: readonly string[]): Promise<string>;
  /** What HAProxy says to a command given beside the session. */
  runtimeApi(command: string): Promise<string>;
  /** Listens on a port of the engine's own host, without publishing it; returns the container's id. */
  holdHostPort(port: number): Promise<string>;
  end(): Promise<void>;
}

/** `TWINBERTH_TEST_EDGE_IMAGE` names another HAProxy than the fixture's, to run the edge's tests against it. */
export async function stageEdge(mode: Mode = 'http'): Promise<EdgeStage> {
  const { endpoint, address: hostAddress, images, run } = testEngine();
  const edgeImage = process.env['TWINBERTH_TEST_EDGE_IMAGE'] ?? images.edge;
  const clock = systemClock;
  const log = silentLog;
  const at = endpoint.startsWith('unix://')
    ? ({ kind: 'unix', path: endpoint.slice('unix://'.length) } as const)
    : ({ kind: 'tcp', host: new URL(endpoint).hostname, port: Number(new URL(endpoint).port) } as const);
  const engine = await connectEngine(at, { clock, log });
  const id = `edgetest${randomIds.next().slice(0, 8)}`;
  const labels = { [LABEL.version]: LABEL_VERSION, [LABEL.env]: id, [LABEL.run]: run };
  const { prefix, name: network } = await createNetwork(engine, id, labels);
  const address = (last: number): string => `${prefix}.${last}`;
  const imageId = async (reference: string): Promise<string> => {
    const image = await engine.images.inspect(reference);
    if (!image) throw new Error(`the engine has no ${reference}: provision it first`);
    return image.id;
  };
  const port = mode === 'http' ? 8080 : 9090;
  const spec: EdgeSpec = {
    app: 'web',
    environment: id,
    mode,
    port,
    publish: { port: await freePort(), ...(hostAddress === '127.0.0.1' ? { address: hostAddress } : {}) },
    image: await imageId(edgeImage),
    config: { image: edgeImage, maxConnections: 1000 },
    healthTimeoutMs: HEALTH.timeoutMs,
    network,
    address: address(2),
  };
  const replicaAddress = (colour: Colour, replica: number): string =>
    address((colour === 'blue' ? 10 : 20) + replica);

  const stage: EdgeStage = {
    engine,
    host: { id, name: 'here', endpoint: at, address: hostAddress, createdAt: 0 },
    spec,
    labels,
    run,
    address,
    session: undefined as unknown as EdgeSession,
    async startColour(colour, replica = 1) {
      const container = await engine.containers.create({
        name: `twinberth-web-${id}-${colour}-${replica}-${randomIds.next().slice(0, 4)}`,
        image: await imageId(images.node),
        labels,
        command: ['node', '-e', APP_SOURCE, colour],
        network: { name: network, address: replicaAddress(colour, replica) },
      });
      await engine.containers.start(container);
      return container;
    },
    mooring: (colour, changes = {}, replicas = 1) => ({
      colour,
      health: { ...HEALTH, ...changes },
      replicas: Array.from({ length: replicas }, (_, index) => ({
        replica: index + 1,
        address: replicaAddress(colour, index + 1),
        port,
      })),
    }),
    async ready(colour) {
      await stage.session.moor(stage.mooring(colour));
      await until(async () => {
        const { replicas } = await stage.session.state();
        return replicas.some((replica) => replica.colour === colour && replica.ready);
      }, `${colour} is ready`);
    },
    async runBeside(command) {
      const container = await engine.containers.create({
        name: `twinberth-${id}-beside-${randomIds.next().slice(0, 6)}`,
        image: await imageId(images.busybox),
        labels,
        command,
        network: { name: network },
      });
      await engine.containers.start(container);
      await engine.containers.wait(container);
      const lines: string[] = [];
      for await (const line of engine.containers.logs(container, {})) lines.push(line.text);
      return lines.join('\n');
    },
    async runtimeApi(command) {
      const line = `echo '${command}' | nc 127.0.0.1 ${runtimePort(port)}`;
      return (await engine.containers.exec(stage.session.containerId, ['sh', '-c', line])).stdout;
    },
    async holdHostPort(port) {
      const container = await engine.containers.create({
        name: `twinberth-${id}-holder`,
        image: await imageId(images.busybox),
        labels,
        command: ['nc', '-l', '-p', String(port)],
        network: { name: 'host' },
      });
      await engine.containers.start(container);
      const listening = `:${port.toString(16).toUpperCase().padStart(4, '0')} `;
      await until(async () => {
        const { stdout } = await engine.containers.exec(container, [
          'cat',
          '/proc/net/tcp',
          '/proc/net/tcp6',
        ]);
        return stdout.includes(listening);
      }, 'the port is held');
      return container;
    },
    async end() {
      stage.session.close();
      const mine = await engine.containers.list({ [LABEL.env]: id });
      await Promise.all(mine.map((container) => engine.containers.remove(container.id)));
      await engine.volumes.remove(edgeVolumeName(spec));
      await engine.networks.remove(network);
      engine.close();
    },
  };
  stage.session = await createEdge(engine, { spec, moorings: [], gate: 'none', labels }, { clock, log });
  return stage;
}

/** Waits for a condition; fails, saying which, when it does not come true within 20 s. */
export async function until(condition: () => Promise<boolean> | boolean, what: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`it did not come true that ${what}`);
    await systemClock.sleep(10);
  }
}

/** Tries subnets until one overlaps none that is there. */
async function createNetwork(
  engine: Engine,
  name: string,
  labels: Readonly<Record<string, string>>,
): Promise<{ readonly prefix: string; readonly name: string }> {
  for (let third = 100 + Math.floor(Math.random() * 100); third < 255; third += 1) {
    try {
      await engine.networks.create({ name, subnet: `10.201.${third}.0/24`, labels });
      return { prefix: `10.201.${third}`, name };
    } catch (error) {
      if (!isFailure(error, 'address.exhausted')) throw error;
    }
  }
  throw new Error('no subnet is free');
}

/** A port that nothing on this machine listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
