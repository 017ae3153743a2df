import type { Colour } from '../../../shared/model/colour.ts';
import type { Engine } from '../engine/engine.ts';
import type { Clock } from '../runtime/clock.ts';
import { Failure, isFailure } from '../runtime/failure.ts';
import type { Log } from '../runtime/log.ts';
import { startPatience } from '../runtime/start-patience.ts';
import type { EdgeSession, EdgeSpec } from './edge.ts';
import { GATE_FILE } from './edge-files.ts';
import { openEdgeLine } from './edge-line.ts';
import type { EdgeLine } from './edge-line.ts';
import { edgeName } from './edge-spec.ts';
import { backendOf, parseGate } from './gate.ts';
import { moorColour, unmoorColour } from './moor-colour.ts';
import { countStreams, countUsedConnections } from './parse-show-sess.ts';
import { readEdgeState } from './read-edge-state.ts';
import { runtimePort } from './render-edge-config.ts';
import { holdGate, swingGate } from './swing-gate.ts';

export interface EdgeSessionDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** How long a container that is not ready to talk (starting, restarting) is tried again, milliseconds; default 10 s. */
  readonly openLimitMs?: number;
  /** The container has just been created: when it ends it is not waited for, as starting it again would not mend it. */
  readonly firstStart?: boolean;
}

/** Between two attempts to open a session, milliseconds. */
const OPEN_PAUSE_MS = 20;

/** Waits until the edge answers. `edge.failed` when it does not within the limit, or its container does not run any more. */
export async function openEdgeSession(
  engine: Engine,
  containerId: string,
  spec: EdgeSpec,
  deps: EdgeSessionDeps,
): Promise<EdgeSession> {
  const session = edgeSession(engine, containerId, spec, deps);
  await session.gate();
  return session;
}

/**
 * Methods run one after another. Each can be run again from its beginning, so one during which the streams are lost is run
 * once more over new ones.
 */
function edgeSession(
  engine: Engine,
  containerId: string,
  spec: EdgeSpec,
  deps: EdgeSessionDeps,
): EdgeSession & { gate(): Promise<unknown> } {
  const { clock, log } = deps;
  const name = edgeName(spec);
  let line: EdgeLine | undefined;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();

  const open = async (): Promise<EdgeLine> => {
    if (closed) throw new Failure('edge.failed', `The session with ${name} was closed.`, { container: name });
    // An edge that has answered once was no failed start: when it ends later, its restart policy brings it back.
    const firstStart = line === undefined && deps.firstStart === true;
    if (!line || line.lost) line = await openWhenReady(engine, containerId, spec, { ...deps, firstStart });
    return line;
  };
  const perform = async <T>(work: (line: EdgeLine) => Promise<T>): Promise<T> => {
    try {
      return await work(await open());
    } catch (error) {
      if (!isFailure(error, 'engine.cut') || closed) throw error;
      log.debug('the edge session was lost and is opened again', { container: name, error: error.message });
      line?.close();
      return work(await open());
    }
  };
  const inTurn = <T>(work: (line: EdgeLine) => Promise<T>): Promise<T> => {
    const result = last.then(() => perform(work));
    last = result.catch(() => undefined);
    return result;
  };
  const gate = async (at: EdgeLine) => parseGate(await at.haproxy(`show map ${GATE_FILE}`));

  return {
    containerId,
    gate: () => inTurn(gate),
    state: () => inTurn(readEdgeState),
    moor: (mooring) =>
      inTurn(async (at) => moorColour(at, clock, spec, mooring, (await gate(at)) === mooring.colour)),
    unmoor: (colour) =>
      inTurn(async (at) => {
        await refuseServing(at, name, colour);
        await unmoorColour(at, clock, spec, colour);
      }),
    switchTo: (colour, options) => inTurn((at) => swingGate(at, clock, colour, options)),
    hold: (fallback, maxMs) => inTurn((at) => holdGate(at, fallback, maxMs)),
    openConnections: (colour) =>
      inTurn(async (at) => {
        const streams = await at.haproxy('show sess');
        const connections = await at.haproxy(`show servers conn ${backendOf(colour)}`);
        return Math.max(countStreams(streams, backendOf(colour)), countUsedConnections(connections));
      }),
    close() {
      closed = true;
      line?.close();
    },
  };
}

async function refuseServing(line: EdgeLine, name: string, colour: Colour): Promise<void> {
  const answers = await Promise.all([line.haproxy(`show map ${GATE_FILE}`), line.readFile(GATE_FILE)]);
  const [running, afterRestart] = answers.map(parseGate);
  if (running !== colour && (afterRestart !== colour || running === 'hold')) return;
  throw new Failure('edge.failed', `The replicas of ${colour} stay at ${name}: traffic goes to them.`, {
    colour,
  });
}

async function openWhenReady(
  engine: Engine,
  containerId: string,
  spec: EdgeSpec,
  { clock, openLimitMs = 10_000, firstStart = false }: EdgeSessionDeps,
): Promise<EdgeLine> {
  const name = edgeName(spec);
  const patience = startPatience(clock, openLimitMs);
  for (;;) {
    try {
      return await openEdgeLine(engine, containerId, name, runtimePort(spec.port));
    } catch (error) {
      const state = await engine.containers.inspect(containerId);
      const ended = !state?.running || (firstStart && state.restartCount > 0);
      const mayCome = !ended || (state?.status === 'restarting' && !firstStart);
      if (!mayCome || patience.isOver()) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Failure(
          'edge.failed',
          `The edge ${name} does not answer: ${mayCome ? reason : `its container is ${state?.status ?? 'gone'}`}`,
          { container: name, reason },
          { cause: error, retry: true },
        );
      }
      await clock.sleep(OPEN_PAUSE_MS);
    }
  }
}
