import { createServer, connect } from 'node:net';
import { once } from 'node:events';
import { engineMust } from '../engine/engine-call.mjs';

/** Names and ports that nobody has on the engine. */
export interface DemoPlace {
  readonly app: string;
  readonly dev: string;
  readonly prod: string;
  readonly ports: { readonly dev: number; readonly prod: number };
}

/** What an engine has, as far as the demo could meet it. */
export interface EngineContents {
  /** Of containers, networks and images (without their tags). */
  readonly names: ReadonlySet<string>;
  readonly ports: ReadonlySet<number>;
}

const FIRST_PORT = 18_080;
const MOST_TRIES = 200;

/** `sample`, `dev`, `prod` and ports from 18080 on, where these are free; else the next that are. */
export async function choosePlace(endpoint: string, address: string): Promise<DemoPlace> {
  const contents = await readContents(endpoint);
  const names = chooseNames(contents.names);
  const free = (port: number) => isFree(port, address, contents.ports);
  const dev = await firstFree(FIRST_PORT, free);
  return { ...names, ports: { dev, prod: await firstFree(dev + 1, free) } };
}

/** Names whose image, network and containers are nobody else's. */
export function chooseNames(taken: ReadonlySet<string>): Pick<DemoPlace, 'app' | 'dev' | 'prod'> {
  for (let number = 1; ; number += 1) {
    const end = number === 1 ? '' : `-${number}`;
    const [app, dev, prod] = [`sample${end}`, `dev${end}`, `prod${end}`] as const;
    const makes = [app, `twinberth-${dev}`, `twinberth-${prod}`];
    const containers = [dev, prod].map((environment) => `twinberth-${app}-${environment}-`);
    const clash = [...taken].some(
      (name) => makes.includes(name) || containers.some((start) => name.startsWith(start)),
    );
    if (!clash) return { app, dev, prod };
  }
}

async function readContents(endpoint: string): Promise<EngineContents> {
  const list = async (path: string): Promise<readonly Listed[]> =>
    (await engineMust(endpoint, 'GET', path)) as readonly Listed[];
  const [containers, networks, images] = await Promise.all([
    list('/containers/json?all=1'),
    list('/networks'),
    list('/images/json'),
  ]);
  return {
    names: new Set([
      ...containers.flatMap(({ Names }) => (Names ?? []).map((name) => name.replace(/^\//, ''))),
      ...networks.flatMap(({ Name }) => (Name === undefined ? [] : [Name])),
      ...images.flatMap(({ RepoTags }) => (RepoTags ?? []).map((tag) => tag.replace(/:[^:/]*$/, ''))),
    ]),
    ports: new Set(
      containers.flatMap(({ Ports }) => (Ports ?? []).flatMap(({ PublicPort }) => PublicPort ?? [])),
    ),
  };
}

interface Listed {
  readonly Name?: string;
  readonly Names?: readonly string[] | null;
  readonly RepoTags?: readonly string[] | null;
  readonly Ports?: readonly { readonly PublicPort?: number }[] | null;
}

async function firstFree(from: number, free: (port: number) => Promise<boolean>): Promise<number> {
  for (let port = from; port < from + MOST_TRIES; port += 1) if (await free(port)) return port;
  throw new Error(`Every port from ${from} to ${from + MOST_TRIES - 1} is taken.`);
}

async function isFree(port: number, address: string, published: ReadonlySet<number>): Promise<boolean> {
  if (published.has(port) || (await answers(port, address))) return false;
  return address === '127.0.0.1' ? canListen(port) : true;
}

function answers(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 2_000 });
    const end = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}

/** A port may be held by somebody who listens elsewhere than at the loopback address, where nobody answers us. */
async function canListen(port: number): Promise<boolean> {
  const server = createServer();
  const failed = new Promise<boolean>((resolve) => server.once('error', () => resolve(false)));
  server.listen(port, '0.0.0.0');
  const listening = once(server, 'listening').then(
    () => true,
    () => false,
  );
  const free = await Promise.race([listening, failed]);
  if (free) await new Promise((resolve) => server.close(resolve));
  return free;
}
