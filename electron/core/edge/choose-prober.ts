import type { Duplex } from 'node:stream';
import type { Host } from '../../../shared/model/host.ts';
import { COLOURS } from '../../../shared/model/colour.ts';
import type { Engine } from '../engine/engine.ts';
import type { Clock } from '../runtime/clock.ts';
import { connectInside } from './connect-inside.ts';
import type { EdgeSession, EdgeSpec } from './edge.ts';
import { httpProbe } from './http-probe.ts';
import { NoAnswer } from './no-answer.ts';
import type { Prober, ProbeCounts } from './prober.ts';
import { startProber } from './start-prober.ts';
import type { ProbePath } from './start-prober.ts';
import { openTcp, tcpProbe } from './tcp-probe.ts';

export interface ProberFacts {
  readonly spec: EdgeSpec;
  readonly host: Host;
  readonly containerId: string;
  readonly healthPath: string;
  readonly session: EdgeSession;
  /** Told a few times per second while probes are sent. */
  readonly onCounts?: (counts: ProbeCounts) => void;
}

/** A connection that the edge has not closed after so long was accepted, milliseconds; an exec is slower to tell. */
const ACCEPTED_AFTER_MS = { port: 100, inside: 500 };
/** A socket costs little; an exec costs the engine a process, and one that has just come back is busy enough. */
const MOST_UNDER_WAY = { port: 100, inside: 4 };
/** How long the published port has to show that it can be reached from here, milliseconds. */
const REACH_LIMIT_MS = 1500;

/**
 * A prober through the published port where that can be reached from this machine, and from inside the edge container
 * where not: nothing is published, only the remote machine's loopback is, or the engine lives in a network of its own.
 * Decided at the first probe.
 */
export function chooseProber(engine: Engine, facts: ProberFacts, deps: { readonly clock: Clock }): Prober {
  return startProber(deps.clock, () => choosePath(engine, facts), facts.onCounts);
}

async function choosePath(engine: Engine, facts: ProberFacts): Promise<ProbePath> {
  const outside = outsidePath(facts);
  if (outside) {
    if (await reaches(outside)) return outside;
    outside.close();
  }
  return insidePath(engine, facts);
}

/** An answer that the edge made up has come through it, too. */
async function reaches(path: ProbePath): Promise<boolean> {
  try {
    await path.send({ colour: false, signal: AbortSignal.timeout(REACH_LIMIT_MS) });
    return true;
  } catch (error) {
    return error instanceof NoAnswer && error.edge;
  }
}

function outsidePath(facts: ProberFacts): ProbePath | undefined {
  const { spec, host, healthPath, session } = facts;
  if (!spec.publish) return undefined;
  const { port } = spec.publish;
  const address = reachableAddress(spec.publish.address, host.address);
  if (spec.mode === 'tcp') {
    return tcpPath('port', session, (signal) => openTcp(address, port, signal));
  }
  const probe = httpProbe({ host: address, port, path: healthPath });
  let count = 0;
  return {
    via: 'port',
    mostUnderWay: MOST_UNDER_WAY.port,
    send: ({ signal }) => probe.send(count++ % 2 === 0 ? 'new' : 'kept', signal),
    close: () => probe.close(),
  };
}

/** Connections are kept, because each new one costs an exec on the engine; one whose answer is to be verified is new. */
function insidePath(engine: Engine, { spec, containerId, healthPath, session }: ProberFacts): ProbePath {
  const connect = oneAfterAnother((signal) => connectInside(engine, containerId, spec.port, signal));
  if (spec.mode === 'tcp') return tcpPath('inside', session, connect);
  const probe = httpProbe({ host: '127.0.0.1', port: spec.port, path: healthPath, connect });
  return {
    via: 'inside',
    mostUnderWay: MOST_UNDER_WAY.inside,
    send: ({ colour, signal }) => probe.send(colour ? 'new' : 'kept', signal),
    close: () => probe.close(),
  };
}

/** Nobody who has given up meanwhile is still connected. */
function oneAfterAnother(
  open: (signal?: AbortSignal) => Promise<Duplex>,
): (signal?: AbortSignal) => Promise<Duplex> {
  let last: Promise<unknown> = Promise.resolve();
  return (signal) => {
    const opened = last.then(() => {
      signal?.throwIfAborted();
      return open(signal);
    });
    last = opened.catch(() => undefined);
    return opened;
  };
}

/** A connection does not say who took it, so the colour is the one whose count of connections grew, when only one did. */
function tcpPath(
  via: ProbePath['via'],
  session: EdgeSession,
  open: (signal: AbortSignal) => ReturnType<typeof openTcp>,
): ProbePath {
  return {
    via,
    mostUnderWay: MOST_UNDER_WAY[via],
    async send({ colour, signal }) {
      const probe = async () => tcpProbe(await open(signal), ACCEPTED_AFTER_MS[via], signal);
      if (!colour) {
        await probe();
        return {};
      }
      const before = await session.state();
      await probe();
      const after = await session.state();
      const grew = COLOURS.filter(
        (each) => after.traffic[each].connections > before.traffic[each].connections,
      );
      const [servedBy] = grew;
      if (servedBy === undefined) throw new NoAnswer('the connection did not reach the edge', false);
      return grew.length === 1 ? { servedBy } : {};
    },
    close: () => undefined,
  };
}

/** Every interface, or none named: the host's own address. Loopback on another machine is tried all the same and fails. */
function reachableAddress(published: string | undefined, host: string): string {
  return published === undefined || published === '0.0.0.0' || published === '::' ? host : published;
}
