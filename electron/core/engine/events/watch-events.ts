import { Failure, toFailure } from '../../runtime/failure.ts';
import type { EngineConnection } from '../engine-connection.ts';
import type { EngineEventListener } from '../engine-event.ts';
import { LIMIT } from '../http/engine-request.ts';
import type { AnswerStream } from '../http/engine-http.ts';
import { splitLines } from '../output/split-lines.ts';
import { demultiplexOutput } from '../output/demultiplex-output.ts';
import { parseEvent } from './parse-event.ts';

/** Pauses between attempts to connect again, milliseconds: doubled each time, up to the ceiling. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Tells every event of the engine until it is disposed of. The engine keeps only its last 256 events, so nothing is
 * asked for again after a loss; instead `relist` says that now, being subscribed, is the time to look at everything
 * again. `lost` comes once per loss, also when the first attempt fails.
 */
export function watchEvents(
  connection: EngineConnection,
  listener: EngineEventListener,
  actions?: readonly string[],
): () => void {
  const stopped = new AbortController();
  const tell: EngineEventListener = (event) => {
    if (stopped.signal.aborted) return;
    try {
      listener(event);
    } catch (error) {
      connection.log.warn('a listener of engine events failed', { reason: String(error) });
    }
  };
  follow(connection, tell, actions, stopped.signal).catch((error: unknown) => {
    if (!stopped.signal.aborted)
      connection.log.warn('watching events ended by mistake', { reason: String(error) });
  });
  return () => stopped.abort();
}

async function follow(
  connection: EngineConnection,
  tell: EngineEventListener,
  actions: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<void> {
  let pause = FIRST_PAUSE_MS;
  let lost = false;
  for (;;) {
    try {
      const stream = await subscribe(connection, actions, signal);
      lost = false;
      tell({ kind: 'relist' });
      for await (const line of splitLines(demultiplexOutput(stream.body, 'raw'), 'none')) {
        pause = FIRST_PAUSE_MS;
        const event = parseEvent(line.text);
        if (event) tell(event);
      }
      throw new Failure('engine.cut', `The engine at ${connection.endpoint} ended the stream of its events.`);
    } catch (error) {
      signal.throwIfAborted();
      const problem = toFailure(error).toReply();
      if (!lost) tell({ kind: 'lost', reason: problem.message, problem });
      lost = true;
    }
    await connection.clock.sleep(pause, signal);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

/**
 * The engine answers before it has subscribed us, so an event could slip through between our listing and that. Asking
 * for the events since the engine's own present second (by its clock, from the ping) closes the gap; an event may
 * then be told although the listing shows it already.
 */
async function subscribe(
  { http }: EngineConnection,
  actions: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<AnswerStream> {
  const about = { kind: 'engine', doing: 'tell its events' } as const;
  const { headers } = await http.call({
    method: 'GET',
    path: '/_ping',
    signal,
    limitMs: LIMIT.hello,
    about,
  });
  const now = Date.parse(headers.date ?? '');
  return http.stream({
    method: 'GET',
    path: '/events',
    query: {
      filters: {
        type: ['container', 'image', 'network', 'volume', 'daemon'],
        ...(actions === undefined ? {} : { event: actions }),
      },
      since: Number.isNaN(now) ? undefined : Math.floor(now / 1000),
    },
    signal,
    limitMs: LIMIT.hello,
    about,
  });
}
