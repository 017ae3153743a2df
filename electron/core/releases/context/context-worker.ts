import { parentPort, workerData } from 'node:worker_threads';
import { toFailure } from '../../runtime/failure.ts';
import type { ContextProgress } from './context-entry.ts';
import type { ContextReplyMessage, ContextRequestMessage } from './context-messages.ts';
import { packChunks } from './pack-context.ts';
import { prepareContext } from './prepare-context.ts';
import type { ContextRequest, PreparedContext } from './prepare-context.ts';

// The thread behind `openContext`: prepares one context, then makes tar streams of it until it is ended.

/** Milliseconds between two reports of progress. */
const REPORT_EVERY = 100;

/** One stream that is being made. */
interface Stream {
  readonly chunks: Generator<Buffer<ArrayBuffer>, void, undefined>;
  /** Batches that the taker has room for. */
  room: number;
}

function serve(request: ContextRequest): void {
  let context: PreparedContext;
  try {
    context = prepareContext(request, throttle());
  } catch (error) {
    reply({ kind: 'refused', error: toFailure(error).toReply() });
    return;
  }
  const streams = new Map<number, Stream>();
  parentPort?.on('message', (message: ContextRequestMessage) => {
    handle(context, streams, message);
  });
  reply({ kind: 'prepared', summary: context.summary });
}

function handle(
  { root, entries, extras }: PreparedContext,
  streams: Map<number, Stream>,
  message: ContextRequestMessage,
): void {
  const id = message.stream;
  const stream = streams.get(id);
  switch (message.kind) {
    case 'pack': {
      const modified = message.modified === undefined ? {} : { modified: message.modified };
      streams.set(id, { chunks: packChunks(root, entries, { extras, ...modified }), room: 0 });
      break;
    }
    case 'more':
      if (stream === undefined) return;
      stream.room += message.batches;
      if (!send(id, stream)) streams.delete(id);
      break;
    case 'stop':
      stream?.chunks.return();
      streams.delete(id);
      break;
  }
}

/** Chunks in one message. A message costs as much as reading a few of them. */
const BATCH = 4;

/** Sends batches of chunks while there is room; false when there are no more. */
function send(id: number, stream: Stream): boolean {
  try {
    for (; stream.room > 0; stream.room--) {
      const chunks = Array.from(take(stream.chunks, BATCH));
      // Their memory moves to the other thread; it is not copied.
      const memory = chunks.map(({ buffer }) => buffer);
      parentPort?.postMessage({ kind: 'chunks', stream: id, chunks } satisfies ContextReplyMessage, memory);
      if (chunks.length === BATCH) continue;
      reply({ kind: 'end', stream: id });
      return false;
    }
    return true;
  } catch (error) {
    reply({ kind: 'broken', stream: id, error: toFailure(error).toReply() });
    return false;
  }
}

/** Up to `count` more; a loop over the generator itself would end it. */
function* take(chunks: Stream['chunks'], count: number): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
  for (let taken = 0; taken < count; taken++) {
    const next = chunks.next();
    if (next.done === true) return;
    const { buffer, byteOffset, byteLength } = next.value;
    yield new Uint8Array(buffer, byteOffset, byteLength);
  }
}

function throttle(): (progress: ContextProgress) => void {
  let last = performance.now();
  return (progress) => {
    const now = performance.now();
    if (now - last < REPORT_EVERY) return;
    last = now;
    reply({ kind: 'progress', progress });
  };
}

function reply(message: ContextReplyMessage): void {
  parentPort?.postMessage(message);
}

serve(workerData as ContextRequest);
