import { z } from 'zod';
import type { ThingEvent } from '../engine-event.ts';
import { count, stringMap, text } from '../payload.ts';

/** The legacy top-level `status` and `id` are not read: API 1.52 no longer sends them. */
const payload = z.object({
  Type: text,
  Action: text,
  Actor: z
    .object({ ID: text, Attributes: stringMap })
    .nullish()
    .transform((value) => value ?? { ID: '', Attributes: {} }),
  time: count,
  timeNano: count,
});

const KINDS = ['container', 'image', 'network', 'volume', 'daemon'] as const;

/** One line of `/events`; undefined for kinds that nobody here asks about, and for lines that are not events. */
export function parseEvent(line: string): ThingEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const parsed = payload.safeParse(value);
  if (!parsed.success) return undefined;
  const { Type, Action, Actor, time, timeNano } = parsed.data;
  const kind = KINDS.find((known) => known === Type);
  if (!kind || Action === '') return undefined;
  const { action, rest } = splitAction(Action);
  const value_ = action === 'health_status' ? rest || Actor.Attributes['health_status'] || '' : rest;
  return {
    kind,
    action: PODMAN[action] ?? action,
    ...(value_ === '' ? {} : { value: value_ }),
    id: Actor.ID,
    attributes: Actor.Attributes,
    at: timeNano > 0 ? Math.floor(timeNano / 1e6) : time * 1000,
  };
}

/** `health_status: healthy`, `exec_start: sh -c …`. */
function splitAction(word: string): { readonly action: string; readonly rest: string } {
  const colon = word.indexOf(':');
  if (colon === -1) return { action: word, rest: '' };
  return { action: word.slice(0, colon), rest: word.slice(colon + 1).trim() };
}

const PODMAN: Readonly<Record<string, string>> = { died: 'die' };
