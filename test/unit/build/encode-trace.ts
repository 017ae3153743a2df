/** A small protobuf writer, independent of the reader under test, for the messages of BuildKit's progress. */
export interface TraceParts {
  readonly vertexes?: readonly {
    readonly digest: string;
    readonly name: string;
    readonly cached?: boolean;
    /** Milliseconds since 1970. */
    readonly started?: number;
    readonly completed?: number;
    readonly error?: string;
  }[];
  readonly statuses?: readonly {
    readonly id: string;
    readonly vertex: string;
    readonly current: number;
    readonly total: number;
  }[];
  readonly logs?: readonly { readonly vertex: string; readonly stream: 1 | 2; readonly bytes: Buffer }[];
}

export function encodeTrace(parts: TraceParts): Buffer {
  return Buffer.concat([
    ...(parts.vertexes ?? []).map((vertex) =>
      bytes(
        1,
        Buffer.concat([
          bytes(1, Buffer.from(vertex.digest)),
          bytes(2, Buffer.from('sha256:input')),
          bytes(3, Buffer.from(vertex.name)),
          vertex.cached === true ? varint(4, 1) : Buffer.alloc(0),
          vertex.started === undefined ? Buffer.alloc(0) : bytes(5, timestamp(vertex.started)),
          vertex.completed === undefined ? Buffer.alloc(0) : bytes(6, timestamp(vertex.completed)),
          vertex.error === undefined ? Buffer.alloc(0) : bytes(7, Buffer.from(vertex.error)),
        ]),
      ),
    ),
    ...(parts.statuses ?? []).map((status) =>
      bytes(
        2,
        Buffer.concat([
          bytes(1, Buffer.from(status.id)),
          bytes(2, Buffer.from(status.vertex)),
          varint(4, status.current),
          varint(5, status.total),
        ]),
      ),
    ),
    ...(parts.logs ?? []).map((log) =>
      bytes(
        3,
        Buffer.concat([bytes(1, Buffer.from(log.vertex)), varint(3, log.stream), bytes(4, log.bytes)]),
      ),
    ),
  ]);
}

/** One line of the stream, as the engine sends it. */
export function traceLine(parts: TraceParts): string {
  return `${JSON.stringify({ id: 'moby.buildkit.trace', aux: encodeTrace(parts).toString('base64') })}\n`;
}

function timestamp(milliseconds: number): Buffer {
  const seconds = Math.floor(milliseconds / 1000);
  return Buffer.concat([varint(1, seconds), varint(2, Math.round((milliseconds - seconds * 1000) * 1e6))]);
}

function varint(field: number, value: number): Buffer {
  return Buffer.concat([number(field * 8), number(value)]);
}

function bytes(field: number, content: Buffer): Buffer {
  return Buffer.concat([number(field * 8 + 2), number(content.length), content]);
}

function number(value: number): Buffer {
  const out: number[] = [];
  let left = BigInt(value);
  do {
    const low = Number(left & 0x7fn);
    left >>= 7n;
    out.push(left > 0n ? low | 0x80 : low);
  } while (left > 0n);
  return Buffer.from(out);
}
