import { Agent, request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Place {
  readonly host: string;
  readonly port: number;
}

/** One GET. Rejects when there is no whole answer. */
export function get(
  place: Place,
  path: string,
  options: { readonly agent?: Agent | false; readonly headers?: Record<string, string> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { agent = false, headers = {} } = options;
    const sent = request({ ...place, path, agent, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Clients that ask again as soon as they are answered, half of them on kept connections, until `stop`. */
export function startLoad(
  place: Place,
  clients: number,
): { stop(): Promise<{ good: number; bad: string[] }> } {
  const agents: Agent[] = [];
  const bad: string[] = [];
  let good = 0;
  let running = true;
  const client = async (agent: Agent | false): Promise<void> => {
    while (running) {
      try {
        const { status } = await get(place, '/', { agent });
        if (status === 200) good += 1;
        else bad.push(`HTTP ${status}`);
      } catch (error) {
        bad.push(String(error));
      }
    }
  };
  const loops = Array.from({ length: clients }, (_, index) => {
    const agent = index % 2 === 0 ? new Agent({ keepAlive: true, maxSockets: 1 }) : false;
    if (agent) agents.push(agent);
    return client(agent);
  });
  return {
    async stop() {
      running = false;
      await Promise.all(loops);
      for (const agent of agents) agent.destroy();
      return { good, bad };
    },
  };
}

/** A connection that is talked to line by line. */
export interface LineClient {
  readonly socket: Socket;
  say(text: string): void;
  /** Resolves as soon as everything received so far contains `text`; rejects when the connection ends before. */
  hear(text: string): Promise<void>;
  readonly closed: Promise<void>;
}

export function openLines(place: Place): LineClient {
  const socket = connect(place);
  let heard = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (heard += chunk));
  socket.on('error', () => undefined);
  return {
    socket,
    say: (text) => void socket.write(text),
    hear: (text) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (heard.includes(text)) resolve();
        };
        socket.on('data', check);
        socket.on('close', () =>
          reject(new Error(`closed before ${JSON.stringify(text)}; heard ${JSON.stringify(heard)}`)),
        );
        check();
      }),
    closed: new Promise((resolve) => socket.once('close', () => resolve())),
  };
}
