import { randomBytes } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { LABEL } from '../../electron/core/engine/labels.ts';
import { packFiles } from '../../electron/core/edge/pack-files.ts';
import { freePort, type Workshop } from '../support/workshop.ts';
import type { BenchRow } from './bench-row.ts';
import { openBenchShop } from './bench-shop.ts';
import { FAST_APP } from './fast-app.ts';
import { atLeast } from './judge-row.ts';
import { README_ROWS } from './row-titles.ts';
import { median } from './statistics.ts';
import { measureRate, provideWrk, type Wrk } from './wrk.ts';

const PAIRS = 24;
const SECONDS = 1;
const CONNECTIONS = 32;

/**
 * Requests per second through an edge, over those through the same HAProxy with a configuration written by hand: one
 * backend, no map and no Lua, and otherwise as much of everything. Both lead to the same replica and publish their port in
 * the same way; they take turns, and the ratio is the median of the pairs'. The app behind is a HAProxy too, which answers
 * by itself, so that little else than the edge is measured.
 */
export async function benchEdgeThroughput(): Promise<BenchRow[]> {
  const wrk = await provideWrk();
  const shop = await openBenchShop(FAST_APP);
  let byHand: ByHand | undefined;
  try {
    const { workshop } = shop;
    byHand = await startByHand(workshop);
    const ours = { host: reachable(workshop.address), port: workshop.ports.dev };
    const theirs = { ...ours, port: byHand.port };
    const pairs = await takeTurns(wrk, ours, theirs);
    const rate = (which: 0 | 1) => Math.round(median(pairs.map((pair) => pair[which]))).toLocaleString('en');
    const ratios = pairs.map(([edge, hand]) => edge / hand);
    return [
      atLeast(0.95, {
        name: README_ROWS.edgeThroughput,
        value: median(ratios),
        unit: 'ratio',
        note:
          `${rate(0)} / ${rate(1)} requests per second, ${CONNECTIONS} kept connections, ${PAIRS} pairs of ${SECONDS} s; ` +
          `single pairs ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`,
      }),
    ];
  } finally {
    await byHand?.remove();
    await shop.remove();
  }
}

interface Target {
  readonly host: string;
  readonly port: number;
}

async function takeTurns(wrk: Wrk, ours: Target, theirs: Target): Promise<[number, number][]> {
  const rate = ({ host, port }: Target) =>
    measureRate(wrk, `http://${host}:${port}/`, { seconds: SECONDS, connections: CONNECTIONS });
  await rate(ours);
  await rate(theirs);
  const pairs: [number, number][] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    // Who goes first alternates, so that a machine that grows slower or faster favours nobody.
    const first = await rate(pair % 2 === 0 ? ours : theirs);
    const second = await rate(pair % 2 === 0 ? theirs : ours);
    pairs.push(pair % 2 === 0 ? [first, second] : [second, first]);
  }
  return pairs;
}

interface ByHand {
  readonly port: number;
  remove(): Promise<void>;
}

/** What somebody would write who has one app, and knows how many connections and threads it should have. */
function configuration(server: string): string {
  return `global
    maxconn 4096
    nbthread 2

defaults
    mode http
    timeout connect 3s
    timeout client 1h
    timeout server 1h

frontend http_in
    bind :8080
    default_backend app

backend app
    server app1 ${server} check
`;
}

async function startByHand({ engine, test, app, dev }: Workshop): Promise<ByHand> {
  const containers = await engine.containers.list({ [LABEL.app]: app, [LABEL.role]: 'replica' });
  const replica = await engine.containers.inspect(containers[0]?.id ?? '');
  const network = `twinberth-${dev}`;
  const address = replica?.addresses[network];
  const image = await engine.images.inspect(test.images.edge);
  if (address === undefined || image === undefined)
    throw new Error('there is nothing to put a HAProxy before');
  const port = await freePort();
  const id = await engine.containers.create({
    name: `twinberth-bench-${randomBytes(4).toString('hex')}`,
    image: image.id,
    labels: { [LABEL.run]: test.run },
    entrypoint: ['haproxy'],
    command: ['-db', '-f', '/tmp/haproxy.cfg'],
    network: { name: network },
    publish: [{ containerPort: 8080, hostPort: port }],
    ulimits: [{ name: 'nofile', soft: 9216, hard: 9216 }],
  });
  const files = await packFiles([['haproxy.cfg', configuration(`${address}:8080`)]]);
  await engine.containers.putArchive(id, '/tmp', files);
  await engine.containers.start(id);
  return { port, remove: () => engine.containers.remove(id) };
}

/**
 * On the loopback interface a published port is served by a proxy program of the engine, which would be what is measured;
 * any other address of this machine leads to the container through the kernel alone.
 */
function reachable(address: string): string {
  if (address !== '127.0.0.1') return address;
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return own.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? address;
}
