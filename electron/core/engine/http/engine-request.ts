import type { Readable } from 'node:stream';
import { Failure } from '../../runtime/failure.ts';

/** One call of the engine's HTTP API. */
export interface EngineRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the version prefix; made with `apiPath`, so that every part is encoded. */
  readonly path: string;
  readonly query?: Query;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as `application/x-tar`; a stream is read only as fast as the engine takes it. */
  readonly tar?: Readable | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /**
   * Milliseconds. For calls that are answered whole: until the last byte of the answer. For streams and hijacked
   * connections: until the engine's first byte, after that they may be silent for as long as they like.
   */
  readonly limitMs: number | 'none';
  readonly about: RequestSubject;
  /** Statuses besides 2xx that are an answer and not an error, for example 304 of `start`. */
  readonly accept?: readonly number[];
  /** Only for `/_ping` and `/version`, before a version is agreed on. */
  readonly unversioned?: boolean;
}

/** What a call is about; errors name it. */
export interface RequestSubject {
  readonly kind: 'engine' | 'container' | 'image' | 'network' | 'volume';
  /** What the engine is to do, completing "could not …": `start container twinberth-web-prod-blue-1`. */
  readonly doing: string;
}

/** Objects and arrays are sent as JSON, as the API wants its `filters`; what is undefined is left out. */
export type Query = Readonly<Record<string, string | number | boolean | object | undefined>>;

/** Time limits, milliseconds. Generous: they are for engines that hang, not for slow ones. */
export const LIMIT = {
  /** The first word with an engine. */
  hello: 10_000,
  /** Questions that the engine answers from memory. */
  question: 30_000,
  /** Changes that start processes, set up networks or touch disks. */
  change: 120_000,
  /** Until the first byte of a stream. */
  firstByte: 60_000,
} as const;

/**
 * `apiPath('images', 'lib/web:v1', 'json')` is `/images/lib/web%3Av1/json`: slashes inside a part stay. Parts come from
 * people: a step up (`..`), which would lead to another call, is refused with `usage`.
 */
export function apiPath(...parts: readonly string[]): string {
  return parts.map((part) => `/${part.split('/').map(encodeSegment).join('/')}`).join('');
}

function encodeSegment(segment: string): string {
  if (segment === '' || segment === '.' || segment === '..')
    throw new Failure('usage', `A name of which "${segment}" is a part cannot be one of an engine's things.`);
  return encodeURIComponent(segment);
}

export function formatQuery(query: Query | undefined): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined) continue;
    pairs.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  return pairs.size === 0 ? '' : `?${pairs.toString()}`;
}

/** The `label` filter: `true` asks for the presence of a label. */
export function labelFilter(labels: Readonly<Record<string, string | true>>): { label: string[] } {
  return {
    label: Object.entries(labels).map(([name, value]) => (value === true ? name : `${name}=${value}`)),
  };
}
