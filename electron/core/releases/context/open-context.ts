import { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { Failure } from '../../runtime/failure.ts';
import { lendChunk } from '../../runtime/spent-chunks.ts';
import type { ErrorReply } from '../../../../shared/contract/errors.ts';
import type { ContextProgress } from './context-entry.ts';
import type { ContextReplyMessage, ContextRequestMessage } from './context-messages.ts';
import type { ContextRequest, ContextSummary } from './prepare-context.ts';

/** A build context that has been read and hashed, and can be sent. */
export interface OpenContext extends ContextSummary {
  /**
   * The context as a tar stream, read from disk as it is taken. Fails with `context.invalid` when a file is no longer what
   * was hashed. `modified`: see `PackOptions`. May be called again, for instance to send it to a second builder.
   */
  pack(options?: { readonly modified?: number }): Readable;
  /** Gives up the thread and every stream that is still open. */
  close(): Promise<void>;
}

export interface OpenContextOptions {
  readonly signal?: AbortSignal;
  /** Files looked at and bytes so far, ten times a second. */
  readonly onProgress?: (progress: ContextProgress) => void;
}

/**
 * Walks and hashes a context in a thread of its own, which stays to pack it: nothing here blocks the caller's thread.
 *
 * Rejects with `context.invalid` or `disk.read`, naming the path, or with the signal's reason. Close it in any case.
 */
export async function openContext(
  request: ContextRequest,
  options: OpenContextOptions = {},
): Promise<OpenContext> {
  const { signal, onProgress } = options;
  signal?.throwIfAborted();
  const worker = new Worker(WORKER, { workerData: request, resourceLimits: LIMITS });
  const abort = (): void => {
    void worker.terminate();
  };
  signal?.addEventListener('abort', abort, { once: true });
  try {
    const summary = await prepared(worker, onProgress);
    signal?.throwIfAborted();
    return serve(worker, summary);
  } catch (error) {
    await worker.terminate();
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

/** Beside this file, as source or compiled. */
const WORKER = new URL(`./context-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/** A small nursery: what a walk leaves behind is garbage at once, and would otherwise take 50 MB more of memory. */
const LIMITS = { maxYoungGenerationSizeMb: 4 };

/** Waits until the context is hashed. */
async function prepared(
  worker: Worker,
  onProgress: ((progress: ContextProgress) => void) | undefined,
): Promise<ContextSummary> {
  const { promise, resolve, reject } = Promise.withResolvers<ContextSummary>();
  const listen = (message: ContextReplyMessage): void => {
    if (message.kind === 'progress') onProgress?.(message.progress);
    else if (message.kind === 'prepared') resolve(message.summary);
    else if (message.kind === 'refused') reject(toFailure(message.error));
  };
  const fail = (error: Error): void => {
    reject(broken(error));
  };
  const exit = (): void => {
    reject(broken(undefined));
  };
  worker.on('message', listen).on('error', fail).on('exit', exit);
  try {
    return await promise;
  } finally {
    worker.off('message', listen).off('exit', exit).off('error', fail);
  }
}

function serve(worker: Worker, summary: ContextSummary): OpenContext {
  const streams = new Map<number, TarStream>();
  let packed = 0;
  let over: Failure | undefined;
  const endAll = (error: Error): void => {
    for (const { readable } of streams.values()) readable.destroy(error);
  };
  worker.on('message', (message: ContextReplyMessage) => {
    if ('stream' in message) streams.get(message.stream)?.take(message);
  });
  worker.on('error', (error: Error) => {
    endAll(broken(error));
  });
  worker.on('exit', () => {
    over = new Failure(
      'interrupted',
      `The context of ${summary.dockerfile.file} was closed before it was sent.`,
    );
    endAll(over);
  });
  // A context that somebody forgot to close must not keep the process alive; one that is being read must.
  worker.unref();
  return {
    ...summary,
    pack: (options = {}) => {
      const id = packed++;
      const stream = openTarStream(worker, id, options.modified, () => {
        streams.delete(id);
        if (streams.size === 0) worker.unref();
      });
      streams.set(id, stream);
      if (over !== undefined) stream.readable.destroy(over);
      return stream.readable;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

interface TarStream {
  readonly readable: Readable;
  take(message: ContextReplyMessage): void;
}

/** Batches that may be under way between the threads; more gain no speed. */
const ROOM = 4;

function openTarStream(
  worker: Worker,
  id: number,
  modified: number | undefined,
  onClosed: () => void,
): TarStream {
  const post = (message: ContextRequestMessage): void => {
    worker.postMessage(message);
  };
  let owed = ROOM;
  let started = false;
  const askForMore = (): void => {
    if (owed > 0) post({ kind: 'more', stream: id, batches: owed });
    owed = 0;
  };
  const readable = new Readable({
    highWaterMark: 1,
    read: () => {
      if (!started) {
        started = true;
        worker.ref();
        post({ kind: 'pack', stream: id, ...(modified === undefined ? {} : { modified }) });
      }
      askForMore();
    },
    destroy: (error, done) => {
      if (started) post({ kind: 'stop', stream: id });
      onClosed();
      done(error);
    },
  });
  const take = (message: ContextReplyMessage): void => {
    if (message.kind === 'end') readable.push(null);
    else if (message.kind === 'broken') readable.destroy(toFailure(message.error));
    else if (message.kind === 'chunks') {
      owed++;
      let full = false;
      for (const { buffer, byteOffset, byteLength } of message.chunks) {
        full = !readable.push(lendChunk(buffer, byteOffset, byteLength));
      }
      if (!full) askForMore();
    }
  };
  return { readable, take };
}

function toFailure({ code, message, details, retry }: ErrorReply): Failure {
  return new Failure(code, message, details, { retry: retry ?? false });
}

function broken(cause: Error | undefined): Failure {
  const why = cause === undefined ? 'its thread ended' : cause.message;
  return new Failure('internal', `Reading the build context failed: ${why}.`, {}, { cause });
}
