import type { EngineConnection } from '../engine-connection.ts';
import type { ThingEvent } from '../engine-event.ts';
import { LIMIT } from '../http/engine-request.ts';
import { demultiplexOutput } from '../output/demultiplex-output.ts';
import { splitLines } from '../output/split-lines.ts';
import { parseEvent } from './parse-event.ts';

/**
 * What the engine still remembers of its containers' events (of everything it keeps the last 256, and none from before its
 * own start), oldest first. `since` in milliseconds since 1970. Takes up to a second: the engine ends its answer when its
 * present second is over, and what happened in that second belongs to it.
 */
export async function readPastEvents(
  { http, clock }: EngineConnection,
  since: number,
): Promise<readonly ThingEvent[]> {
  const about = { kind: 'engine', doing: 'tell what happened' } as const;
  const { headers } = await http.call({ method: 'GET', path: '/_ping', limitMs: LIMIT.hello, about });
  // By the engine's own clock: with ours, an engine whose clock is behind would answer for as long as it is behind.
  const told = Date.parse(headers.date ?? '');
  const now = Math.floor((Number.isNaN(told) ? clock.now() : told) / 1000);
  const answer = await http.stream({
    method: 'GET',
    path: '/events',
    query: { since: Math.floor(since / 1000), until: `${now}.999999999`, filters: { type: ['container'] } },
    limitMs: LIMIT.firstByte,
    about,
  });
  const events: ThingEvent[] = [];
  for await (const line of splitLines(demultiplexOutput(answer.body, 'raw'), 'none')) {
    const event = parseEvent(line.text);
    if (event) events.push(event);
  }
  return events;
}
