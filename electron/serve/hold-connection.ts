import type { RawData, WebSocket } from 'ws';
import { assertNever } from '../../shared/model/assert-never.ts';
import type { ClientMessage } from '../../shared/contract/wire.ts';
import { failed } from '../../shared/contract/reply.ts';
import { Failure, toFailure } from '../core/runtime/failure.ts';
import { parseClientMessage } from './client-message.ts';
import { createOpenStreams } from './open-streams.ts';
import { createOutbox } from './outbox.ts';
import type { ServerContext } from './server-context.ts';
import { watchClient } from './watch-client.ts';

/** Codes of RFC 6455, section 7.4.1. */
const POLICY_VIOLATION = 1008;

/** Carries the contract over one WebSocket until that closes; then its streams end, and operations that it began go on. */
export function holdConnection(context: ServerContext, socket: WebSocket): void {
  const { calls, limits } = context;
  const gone = new AbortController();
  let answering = 0;
  const outbox = createOutbox(socket, limits, () => {
    watch.took();
    if (socket.isPaused && outbox.waiting() <= limits.readHighWater) socket.resume();
  });
  const watch = watchClient(socket, outbox, limits);
  const streams = createOpenStreams(calls, outbox, gone.signal, limits.streamsAtOnce);

  const call = async (id: number, name: string, input: unknown): Promise<void> => {
    if (answering >= limits.callsAtOnce) {
      outbox.send({ type: 'reply', id, reply: failed(tooMany(limits.callsAtOnce).toReply()) });
      return;
    }
    answering += 1;
    const reply = await calls
      .call(name, input, { signal: gone.signal })
      .catch((error: unknown) => failed(toFailure(error).toReply()));
    answering -= 1;
    outbox.send({ type: 'reply', id, reply });
  };

  const take = (message: ClientMessage): boolean => {
    switch (message.type) {
      case 'call':
        void call(message.id, message.name, message.input);
        return true;
      case 'open':
        return streams.open(message.id, message.name, message.input);
      case 'ack':
        streams.ack(message.id);
        return true;
      case 'close':
        streams.close(message.id);
        return true;
      default:
        return assertNever(message);
    }
  };

  socket.on('message', (data: RawData, binary: boolean) => {
    watch.heard();
    const message = binary ? undefined : parseClientMessage(textOf(data));
    if (message === undefined || !take(message)) socket.close(POLICY_VIOLATION, 'not of this contract');
    // Answers that nobody takes would pile up: whoever does not read is not read either.
    if (outbox.waiting() > limits.readHighWater) socket.pause();
  });
  socket.on('pong', () => watch.heard());
  // What was wrong with a frame, or its size, is said to the client by the closing code; nothing else is to be done.
  socket.on('error', () => undefined);

  outbox.send({ type: 'hello', platform: context.platform });
  const unsubscribe = calls.subscribe((event) => outbox.announce(event));
  socket.once('close', () => {
    watch.dispose();
    unsubscribe();
    gone.abort();
  });
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString();
}

function tooMany(most: number): Failure {
  return new Failure(
    'usage',
    `${most} questions at once are the most for one window: ask again when some are answered.`,
    { most },
    { retry: true },
  );
}
