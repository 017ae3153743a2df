import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Duplex, Readable } from 'node:stream';
import type { ZodType } from 'zod';
import { Failure } from '../../runtime/failure.ts';
import type { EngineRequest } from './engine-request.ts';
import { explainFault } from './explain-fault.ts';
import { explainStatus } from './explain-status.ts';
import type { Answer, OpenCalls } from './send-request.ts';
import { sendRequest } from './send-request.ts';
import type { Transport } from './transport.ts';

/**
 * Calls of one engine at one pinned API version. Every method rejects with a Failure, or with the reason of the signal
 * when that ended the call.
 */
export interface EngineHttp {
  /** The whole answer, when nothing but its status or its headers matter. */
  call(request: EngineRequest): Promise<WholeAnswer>;
  /** The answer's JSON, checked; `engine.failed` when it is not what the API promises. */
  json<T>(request: EngineRequest, schema: ZodType<T>): Promise<T>;
  /** The answer as it comes; close it, or read it to its end, or leave its iteration early. */
  stream(request: EngineRequest): Promise<AnswerStream>;
  /** The connection itself, in both directions; whoever gets it destroys it. */
  hijack(request: EngineRequest): Promise<{ readonly socket: Duplex; readonly headers: IncomingHttpHeaders }>;
  /** The answer as Node gives it, whatever its status; destroy it, or read it to its end. */
  raw(request: EngineRequest): Promise<IncomingMessage>;
  /** Ends every open call and connection. */
  close(): void;
}

export interface WholeAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface AnswerStream {
  readonly headers: IncomingHttpHeaders;
  /** Can be iterated once. Throws `engine.cut` when the engine did not finish. */
  readonly body: AsyncIterable<Buffer>;
  close(): void;
}

/** `apiVersion` is undefined until it is negotiated; only unversioned requests make sense then. */
export function createEngineHttp(transport: Transport, apiVersion: string | undefined): EngineHttp {
  const open: OpenCalls = new Set();
  const prefix = apiVersion === undefined ? '' : `/v${apiVersion}`;
  const { endpoint } = transport;

  const call = async (request: EngineRequest): Promise<WholeAnswer> => {
    const answer = await sendRequest(transport, request, { prefix, hijack: false, limit: 'whole', open });
    const { response } = expectResponse(answer, request, endpoint);
    const body = await readWhole(bodyOf(response, request, endpoint));
    const status = response.statusCode ?? 0;
    if (!isGood(status, request)) throw refusal(status, body, request, endpoint);
    return { status, headers: response.headers, body };
  };

  return {
    call,
    json: async (request, schema) => readJson((await call(request)).body, schema, request, endpoint),
    stream: async (request) => {
      const answer = await sendRequest(transport, request, {
        prefix,
        hijack: false,
        limit: 'first-byte',
        open,
      });
      const { response } = expectResponse(answer, request, endpoint);
      const body = bodyOf(response, request, endpoint);
      const status = response.statusCode ?? 0;
      if (!isGood(status, request)) throw refusal(status, await readWhole(body), request, endpoint);
      return { headers: response.headers, body, close: () => void response.destroy() };
    },
    hijack: async (request) => {
      const answer = await sendRequest(transport, request, {
        prefix,
        hijack: true,
        limit: 'first-byte',
        open,
      });
      if (answer.kind === 'upgraded') return answer;
      const { response } = answer;
      const status = response.statusCode ?? 0;
      const body = await readWhole(bodyOf(response, request, endpoint));
      throw refusal(status, body, request, endpoint);
    },
    raw: async (request) => {
      const answer = await sendRequest(transport, request, {
        prefix,
        hijack: false,
        limit: 'first-byte',
        open,
      });
      return expectResponse(answer, request, endpoint).response;
    },
    close: () => {
      const reason = new Failure('engine.cut', `The connection to ${endpoint} was closed by Twinberth.`, {
        endpoint,
      });
      for (const end of [...open]) end(reason);
      transport.close();
    },
  };
}

/** Answers that are read whole are lists and descriptions; what is larger than this is a mistake or an attack. */
const WHOLE_ANSWER_BYTES = 64 * 1024 * 1024;

async function readWhole(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > WHOLE_ANSWER_BYTES)
      throw new Failure('engine.failed', `The engine's answer is larger than ${WHOLE_ANSWER_BYTES} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function* bodyOf(
  response: Readable,
  request: EngineRequest,
  endpoint: string,
): AsyncGenerator<Buffer, void, undefined> {
  try {
    for await (const chunk of response) yield chunk as Buffer;
  } catch (error) {
    request.signal?.throwIfAborted();
    throw explainFault(error, endpoint, request.about);
  }
}

function readJson<T>(body: string, schema: ZodType<T>, request: EngineRequest, endpoint: string): T {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    throw notTheApi(request, endpoint, body, error);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw notTheApi(request, endpoint, parsed.error.issues[0]?.message ?? '', parsed.error);
  return parsed.data;
}

function notTheApi(request: EngineRequest, endpoint: string, engine: string, cause: unknown): Failure {
  return new Failure(
    'engine.failed',
    `When asked to ${request.about.doing}, ${endpoint} answered something that is not Docker's API. ` +
      'Is it a Docker Engine, and does a proxy stand before it?',
    { endpoint, engine: engine.slice(0, 500) },
    { cause },
  );
}

function expectResponse(answer: Answer, request: EngineRequest, endpoint: string) {
  if (answer.kind === 'response') return answer;
  answer.socket.destroy();
  throw notTheApi(request, endpoint, 'an upgrade that nobody asked for', undefined);
}

function isGood(status: number, request: EngineRequest): boolean {
  return (status >= 200 && status < 300) || (request.accept?.includes(status) ?? false);
}

/** Docker and Podman put their words in `message`; a proxy in between sends a page. */
function refusal(status: number, body: string, request: EngineRequest, endpoint: string): Failure {
  let words = body.slice(0, 2000);
  try {
    const value: unknown = JSON.parse(body);
    if (
      typeof value === 'object' &&
      value !== null &&
      'message' in value &&
      typeof value.message === 'string'
    )
      words = value.message;
  } catch {
    // Not JSON: the text itself is all there is.
  }
  return explainStatus(status, words, endpoint, request.about);
}
