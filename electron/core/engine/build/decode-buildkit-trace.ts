import { readProtobuf } from './read-protobuf.ts';

/** The parts of BuildKit's `StatusResponse` that a build's progress is made of. Times are milliseconds since 1970. */
export interface BuildkitTrace {
  readonly vertexes: readonly Vertex[];
  readonly statuses: readonly VertexStatus[];
  readonly logs: readonly VertexLog[];
}

export interface Vertex {
  readonly digest: string;
  readonly name: string;
  readonly cached: boolean;
  readonly started?: number;
  readonly completed?: number;
  /** Empty when nothing went wrong. */
  readonly error: string;
}

export interface VertexStatus {
  readonly id: string;
  readonly vertex: string;
  readonly current: number;
  readonly total: number;
}

export interface VertexLog {
  readonly vertex: string;
  readonly stream: 'stdout' | 'stderr';
  readonly bytes: Uint8Array;
}

/**
 * Decodes one `moby.buildkit.trace` record. Field numbers are those of `moby.buildkit.v1.StatusResponse` in BuildKit's
 * api/services/control/control.proto. Throws a RangeError on bytes that are not such a message.
 */
export function decodeBuildkitTrace(message: Uint8Array): BuildkitTrace {
  const vertexes: Vertex[] = [];
  const statuses: VertexStatus[] = [];
  const logs: VertexLog[] = [];
  for (const field of readProtobuf(message)) {
    if (field.kind !== 'bytes') continue;
    if (field.number === 1) vertexes.push(decodeVertex(field.value));
    if (field.number === 2) statuses.push(decodeStatus(field.value));
    if (field.number === 3) logs.push(decodeLog(field.value));
  }
  return { vertexes, statuses, logs };
}

function decodeVertex(message: Uint8Array): Vertex {
  const { text, number, time } = collect(message);
  const started = time(5);
  const completed = time(6);
  return {
    digest: text(1),
    name: text(3),
    cached: number(4) !== 0,
    error: text(7),
    ...(started === undefined ? {} : { started }),
    ...(completed === undefined ? {} : { completed }),
  };
}

function decodeStatus(message: Uint8Array): VertexStatus {
  const { text, number } = collect(message);
  return { id: text(1), vertex: text(2), current: number(4), total: number(5) };
}

function decodeLog(message: Uint8Array): VertexLog {
  const { text, number, bytes } = collect(message);
  return { vertex: text(1), stream: number(3) === 2 ? 'stderr' : 'stdout', bytes: bytes(4) };
}

/** The last value of each field, with protobuf's defaults for those that are absent. */
function collect(message: Uint8Array) {
  const numbers = new Map<number, number>();
  const blobs = new Map<number, Uint8Array>();
  for (const field of readProtobuf(message)) {
    if (field.kind === 'varint') numbers.set(field.number, Number(BigInt.asIntN(64, field.value)));
    else blobs.set(field.number, field.value);
  }
  const bytes = (field: number): Uint8Array => blobs.get(field) ?? new Uint8Array();
  return {
    bytes,
    number: (field: number): number => numbers.get(field) ?? 0,
    text: (field: number): string => Buffer.from(bytes(field)).toString('utf8'),
    time: (field: number): number | undefined => {
      const blob = blobs.get(field);
      return blob ? decodeTimestamp(blob) : undefined;
    },
  };
}

/** google.protobuf.Timestamp: seconds and nanoseconds. */
function decodeTimestamp(message: Uint8Array): number {
  let seconds = 0;
  let nanos = 0;
  for (const field of readProtobuf(message)) {
    if (field.kind !== 'varint') continue;
    if (field.number === 1) seconds = Number(BigInt.asIntN(64, field.value));
    if (field.number === 2) nanos = Number(BigInt.asIntN(32, field.value));
  }
  return seconds * 1000 + nanos / 1e6;
}
