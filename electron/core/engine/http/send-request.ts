import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream';
import { Failure } from '../../runtime/failure.ts';
import { letGo } from '../../runtime/spent-chunks.ts';
import type { EngineRequest } from './engine-request.ts';
import { formatQuery } from './engine-request.ts';
import { explainFault, timedOut } from './explain-fault.ts';
import type { Transport } from './transport.ts';

/** What came back: an answer whose body is still to be read, or the bare connection. */
export type Answer =
  | { readonly kind: 'response'; readonly response: IncomingMessage }
  | { readonly kind: 'upgraded'; readonly socket: Duplex; readonly headers: IncomingMessage['headers'] };

/** Everything that is open on one engine, so that it can be ended. */
export type OpenCalls = Set<(reason: Error) => void>;

export interface SendOptions {
  /** Path prefix with the pinned version: `/v1.41`. */
  readonly prefix: string;
  readonly hijack: boolean;
  /** Whether `limitMs` covers the body or only the wait for the engine's first byte. */
  readonly limit: 'whole' | 'first-byte';
  readonly open: OpenCalls;
}

/**
 * Sends one request and resolves when the engine begins to answer. From then on the signal, and a close of the engine,
 * destroy the connection itself, whether it carries an answer or was hijacked: an abort is seen by the engine at once.
 * Rejects with the signal's reason when aborted, else with a Failure.
 */
export async function sendRequest(
  transport: Transport,
  request: EngineRequest,
  options: SendOptions,
): Promise<Answer> {
  request.signal?.throwIfAborted();
  try {
    return await attempt(transport, request, options);
  } catch (error) {
    if (!(error instanceof StaleConnection)) throw error;
    return attempt(transport, request, options);
  }
}

/** A kept connection that the engine closed just when we used it again: only worth a second try, never an error. */
class StaleConnection extends Error {}

function attempt(transport: Transport, request: EngineRequest, options: SendOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = transport.request(requestOptions(request, options));
    let destroy = (reason: Error): void => void outgoing.destroy(reason);
    const end = watchForEnd(transport, request, options, (reason) => destroy(reason));

    outgoing.on('response', (response) => {
      destroy = (reason) => void response.destroy(reason);
      response.once('close', () => end.over());
      end.answered();
      resolve({ kind: 'response', response });
    });
    outgoing.on('upgrade', (response, socket, head) => {
      if (head.length > 0) socket.unshift(head);
      destroy = (reason) => void socket.destroy(reason);
      // Whoever reads the socket learns of an error by itself; without a listener it would end the process.
      socket.on('error', () => undefined);
      socket.once('close', () => end.over());
      end.answered();
      resolve({ kind: 'upgraded', socket, headers: response.headers });
    });
    outgoing.on('error', (error) => {
      end.over();
      if (end.reason !== undefined) reject(end.reason);
      else if (isStale(outgoing, request, error)) reject(new StaleConnection());
      else reject(explainFault(error, transport.endpoint, request.about));
    });
    sendBody(outgoing, request, (reason) => {
      end.reason ??= reason;
      destroy(reason);
    });
  });
}

function requestOptions(request: EngineRequest, options: SendOptions) {
  const prefix = request.unversioned === true ? '' : options.prefix;
  return {
    method: request.method,
    path: `${prefix}${request.path}${formatQuery(request.query)}`,
    headers: {
      ...request.headers,
      ...(request.json === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(request.tar === undefined ? {} : { 'Content-Type': 'application/x-tar' }),
      ...(options.hijack ? { Connection: 'Upgrade', Upgrade: 'tcp' } : {}),
    },
  };
}

function sendBody(outgoing: ClientRequest, request: EngineRequest, fail: (reason: Error) => void): void {
  const { tar, json } = request;
  if (tar === undefined || Buffer.isBuffer(tar)) {
    outgoing.end(tar ?? (json === undefined ? undefined : JSON.stringify(json)));
    return;
  }
  let answered = false;
  outgoing.once('response', () => (answered = true));
  freeWhatIsSent(outgoing);
  pipeline(tar, outgoing, (error) => {
    // An engine may answer before it has read everything; then the answer counts, not that it stopped reading.
    if (error && !answered && !outgoing.destroyed) fail(error);
    else if (error && !answered && tar.errored) fail(tar.errored);
  });
}

/** A pipeline does not tell when a chunk is on its way; the request does. */
function freeWhatIsSent(outgoing: ClientRequest): void {
  const write = outgoing.write.bind(outgoing) as (
    chunk: unknown,
    done: (error?: Error | null) => void,
  ) => boolean;
  outgoing.write = (chunk: unknown) =>
    write(chunk, (error) => {
      // Where the connection was destroyed, the system may not be done with it.
      if (error === undefined || error === null) letGo(chunk);
    });
}

interface End {
  /** Why we ended the call ourselves; undefined when the engine or the network did. */
  reason: Error | undefined;
  answered(): void;
  over(): void;
}

/** Watches the time limit, the signal and the close of the whole engine, until the call is over. */
function watchForEnd(
  transport: Transport,
  request: EngineRequest,
  options: SendOptions,
  destroy: (reason: Error) => void,
): End {
  const { limitMs, signal } = request;
  const stop = (reason: Error): void => {
    end.reason ??= reason;
    destroy(reason);
  };
  const timer =
    limitMs === 'none'
      ? undefined
      : setTimeout(() => stop(timedOut(limitMs, transport.endpoint, request.about)), limitMs);
  const onAbort = (): void => stop(asError(signal?.reason));
  signal?.addEventListener('abort', onAbort, { once: true });
  options.open.add(stop);
  const end: End = {
    reason: undefined,
    answered: () => {
      if (options.limit === 'first-byte') clearTimeout(timer);
    },
    over: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      options.open.delete(stop);
    },
  };
  return end;
}

/** Questions may be asked twice; a change is not repeated, because the engine may have begun it. */
function isStale(outgoing: ClientRequest, request: EngineRequest, error: Error): boolean {
  const code = 'code' in error ? error.code : undefined;
  return outgoing.reusedSocket && request.method === 'GET' && (code === 'ECONNRESET' || code === 'EPIPE');
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Failure('interrupted', 'The call was ended.', { reason });
}
