import { Failure } from '../../runtime/failure.ts';

/** A piece of what a container printed. */
export interface OutputPiece {
  readonly stream: 'stdout' | 'stderr';
  readonly data: Buffer;
  /** The first piece of its frame. Of a log, a frame is one message and begins with its time. */
  readonly first: boolean;
}

/**
 * Takes the engine's multiplexed output apart: frames of an 8-byte header (stream, three zero bytes, length as big-endian
 * uint32; "Stream format" of `POST /containers/{id}/attach` in the engine's API reference) and their payload. A loop, not
 * a recursion, so that a chunk may hold any number of frames; and a payload is passed on as it arrives, so that a frame
 * may be of any length. The source is read only as fast as the pieces are taken.
 *
 * `raw` is the output of a container with a terminal: it has no frames and all of it is stdout.
 *
 * Throws `engine.failed` for a header that cannot be one and for an error that the engine put into the stream,
 * `engine.cut` when the source ends in mid-frame.
 */
export async function* demultiplexOutput(
  source: AsyncIterable<Buffer>,
  framing: 'frames' | 'raw',
): AsyncGenerator<OutputPiece, void, undefined> {
  if (framing === 'raw') {
    for await (const data of source) yield { stream: 'stdout', data, first: false };
    return;
  }
  const reader = createFrameReader();
  for await (const chunk of source) yield* reader.pieces(chunk);
  reader.end();
}

const HEADER_BYTES = 8;
/** Stream numbers of the protocol: 0 is stdin, which some versions echo, 3 an error of the engine itself. */
const STREAMS = ['stdout', 'stdout', 'stderr', 'error'] as const;
const ERROR_BYTES = 64 * 1024;

interface FrameReader {
  pieces(chunk: Buffer): Generator<OutputPiece, void, undefined>;
  /** Throws when the source ended in mid-frame, or with the engine's own error. */
  end(): void;
}

export function createFrameReader(): FrameReader {
  const header = Buffer.alloc(HEADER_BYTES);
  let headerBytes = 0;
  let stream: (typeof STREAMS)[number] = 'stdout';
  let left = 0;
  let first = false;
  let engineError = '';

  const readHeader = (chunk: Buffer, from: number): number => {
    const taken = chunk.copy(header, headerBytes, from, from + HEADER_BYTES - headerBytes);
    headerBytes += taken;
    if (headerBytes < HEADER_BYTES) return taken;
    const number = header.readUInt8(0);
    const known = STREAMS[number];
    if (known === undefined || header.readUIntBE(1, 3) !== 0)
      throw new Failure('engine.failed', 'The engine sent output that is not framed as its API says.', {
        engine: header.toString('hex'),
      });
    stream = known;
    left = header.readUInt32BE(4);
    first = true;
    return taken;
  };

  return {
    *pieces(chunk) {
      let at = 0;
      while (at < chunk.length) {
        if (headerBytes < HEADER_BYTES) {
          at += readHeader(chunk, at);
        } else {
          const data = chunk.subarray(at, at + left);
          at += data.length;
          left -= data.length;
          if (stream !== 'error') yield { stream, data, first };
          else if (engineError.length < ERROR_BYTES) engineError += data.toString('utf8');
          first = false;
        }
        if (headerBytes === HEADER_BYTES && left === 0) headerBytes = 0;
      }
    },
    end() {
      if (engineError !== '')
        throw new Failure('engine.failed', `The engine broke off the output: ${engineError.trim()}`, {
          engine: engineError.trim(),
        });
      if (headerBytes > 0)
        throw new Failure(
          'engine.cut',
          'The output ended in the middle of a frame; the engine closed it early.',
          {},
          {
            retry: true,
          },
        );
    },
  };
}
