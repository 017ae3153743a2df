import { Agent, request } from 'node:http';
import type { AgentOptions, IncomingMessage, RequestOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import { COLOURS } from '../../../shared/model/colour.ts';
import { EDGE_HEADER, PROBE_HEADER, SERVED_BY_HEADER } from './render-edge-config.ts';
import { healthMapValue } from './render-edge-config.ts';
import { NoAnswer } from './no-answer.ts';
import type { Answered } from './start-prober.ts';

export interface HttpProbeTarget {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** Another way to get a connection than by TCP from this machine; `signal` is that of the probe that needs it. */
  readonly connect?: Connect;
}

type Connect = (signal?: AbortSignal) => Promise<Duplex>;

export interface HttpProbe {
  /** Rejects with the reason when there is no answer, or one that the edge made up. An app's own error is an answer. */
  send(connection: 'kept' | 'new', signal: AbortSignal): Promise<Answered>;
  close(): void;
}

/** Larger bodies are not read to their end, bytes. */
const BODY_LIMIT = 1024 * 1024;

export function httpProbe(target: HttpProbeTarget): HttpProbe {
  const agents = { kept: agentFor(target, true), new: agentFor(target, false) };
  return {
    send: (connection, signal) =>
      new Promise((resolve, reject) => {
        const options: ProbeOptions = {
          host: target.host,
          port: target.port,
          path: healthMapValue(target.path),
          agent: agents[connection],
          headers: { [PROBE_HEADER]: '1', 'user-agent': 'twinberth-probe' },
          signal,
          probeSignal: signal,
        };
        const sent = request(options);
        sent.once('error', (error) => reject(new NoAnswer(error.message, false)));
        sent.once('response', (response) => {
          readBody(response)
            .catch((error: unknown) => {
              throw new NoAnswer(`the answer was cut short: ${String(error)}`, true);
            })
            .then(() => judge(response))
            .then(resolve, reject);
        });
        sent.end();
      }),
    close() {
      agents.kept.destroy();
      agents.new.destroy();
    },
  };
}

function judge(response: IncomingMessage): Answered {
  const status = response.statusCode ?? 0;
  const servedBy = COLOURS.find((colour) => colour === response.headers[SERVED_BY_HEADER]);
  if (servedBy) return { servedBy, status };
  const edge = response.headers[EDGE_HEADER] !== undefined;
  throw new NoAnswer(
    edge ? `HTTP ${status} made up by the edge` : `HTTP ${status} from something that is not the edge`,
    edge,
  );
}

function readBody(response: IncomingMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_LIMIT) return;
      resolve();
      response.destroy();
    });
    response.once('end', resolve);
    response.once('error', reject);
  });
}

function agentFor(target: HttpProbeTarget, keepAlive: boolean): Agent {
  const { connect } = target;
  return connect ? new StreamAgent({ keepAlive }, connect) : new Agent({ keepAlive });
}

/** Node hands an agent all that a request was asked with, but not its signal. */
interface ProbeOptions extends RequestOptions {
  readonly probeSignal?: AbortSignal;
}

/** An agent that gets its connections from elsewhere. */
class StreamAgent extends Agent {
  private readonly connect: Connect;

  constructor(options: AgentOptions, connect: Connect) {
    super(options);
    this.connect = connect;
  }

  override createConnection(
    { probeSignal }: ProbeOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    this.connect(probeSignal).then(
      (stream) => callback?.(null, likeSocket(stream)),
      (error: unknown) => callback?.(error as Error, undefined as unknown as Duplex),
    );
  }
}

/** Node's agent calls these on every connection that it keeps. */
function likeSocket(stream: Duplex): Duplex {
  const nothing = (): Duplex => stream;
  return Object.assign(stream, { setKeepAlive: nothing, setTimeout: nothing, ref: nothing, unref: nothing });
}
