import { WebSocket } from 'ws';
import type { CallInput, CallName, CallOutput } from '../../../shared/contract/contract.ts';
import type { HouseEvent, HouseEventType } from '../../../shared/contract/events.ts';
import type { Reply } from '../../../shared/contract/reply.ts';
import type { ClientMessage, ServerMessage } from '../../../shared/contract/wire.ts';

/** A client that says exactly what a test has it say, and keeps what it hears. */
export class WireClient {
  readonly socket: WebSocket;
  /** Rejects with the status that the server refused it with: `401`. */
  readonly opened: Promise<void>;
  /** The closing code. */
  readonly closed: Promise<number>;
  readonly heard: ServerMessage[] = [];
  readonly #waiting = new Set<() => void>();
  #lastId = 1_000_000;

  constructor(url: string, protocol: string, headers: Readonly<Record<string, string>>, ca?: Buffer) {
    this.socket = new WebSocket(url, protocol, { headers, ...(ca ? { ca } : {}) });
    this.opened = new Promise((resolve, reject) => {
      this.socket.once('open', () => resolve());
      this.socket.once('unexpected-response', (request, response) => {
        request.destroy();
        reject(new Error(String(response.statusCode)));
      });
      this.socket.once('error', reject);
    });
    this.closed = new Promise((resolve) => this.socket.once('close', (code) => resolve(code)));
    this.socket.on('message', (data: Buffer) => {
      this.heard.push(JSON.parse(data.toString()) as ServerMessage);
      for (const look of [...this.#waiting]) look();
    });
  }

  send(message: ClientMessage): void {
    this.socket.send(JSON.stringify(message));
  }

  /** The first message heard, so far or later, that is like this. */
  async hear<T extends ServerMessage['type']>(
    type: T,
    fits: (message: Extract<ServerMessage, { type: T }>) => boolean = () => true,
  ): Promise<Extract<ServerMessage, { type: T }>> {
    const find = () =>
      this.heard.find(
        (message): message is Extract<ServerMessage, { type: T }> =>
          message.type === type && fits(message as Extract<ServerMessage, { type: T }>),
      );
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      void this.closed.then((code) => reject(new Error(`closed with ${code} without a message "${type}"`)));
      look();
    });
  }

  async ask<N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<CallOutput<N>>> {
    const id = (this.#lastId += 1);
    this.send({ type: 'call', id, name, input });
    const { reply } = await this.hear('reply', (message) => message.id === id);
    return reply as Reply<CallOutput<N>>;
  }

  /** What was answered; throws when the answer is a failure. */
  async get<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const reply = await this.ask(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code}: ${reply.error.message}`);
    return reply.value;
  }

  /** The first event, so far or later, that is like this. */
  async hearEvent<T extends HouseEventType>(
    type: T,
    fits: (event: Extract<HouseEvent, { type: T }>) => boolean = () => true,
  ): Promise<Extract<HouseEvent, { type: T }>> {
    const isIt = (event: HouseEvent): event is Extract<HouseEvent, { type: T }> =>
      event.type === type && fits(event as Extract<HouseEvent, { type: T }>);
    const { events } = await this.hear('feed', (message) => message.events.some(({ event }) => isIt(event)));
    const found = events.map(({ event }) => event).find(isIt);
    if (found === undefined) throw new Error('an event that was there is not');
    return found;
  }

  terminate(): void {
    this.socket.terminate();
  }
}
