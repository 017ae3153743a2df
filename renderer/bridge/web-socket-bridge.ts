import type { Bridge, BridgePlatform, FeedListener, StreamListener } from '../../shared/contract/bridge.ts';
import type { ErrorReply } from '../../shared/contract/errors.ts';
import { failed, type Reply } from '../../shared/contract/reply.ts';
import type { ClientMessage, ServerMessage } from '../../shared/contract/wire.ts';
import { keepLink } from './keep-link.ts';
import type { WebSocketWorld } from './web-socket-world.ts';

/** The contract over a WebSocket that comes back when it is lost. Resolves when it is open for the first time. */
export function createWebSocketBridge(world: WebSocketWorld): Promise<Bridge> {
  const found = Promise.withResolvers<Bridge>();
  const calls = new Map<number, (reply: Reply<never>) => void>();
  const streams = new Map<number, StreamListener<never>>();
  const feed = new Set<FeedListener>();
  /** What was asked while the connection was being made. */
  let waiting: { readonly send: () => void; readonly giveUp: () => void }[] = [];
  let lastId = 0;

  const link = keepLink(world, {
    opened: () => {
      for (const { send } of take()) send();
      for (const listener of [...feed]) listener.connected(true);
    },
    lost: () => {
      for (const { giveUp } of take()) giveUp();
      const answers = [...calls.values()];
      const ends = [...streams.values()];
      calls.clear();
      streams.clear();
      for (const listener of [...feed]) listener.connected(false);
      for (const answer of answers) answer(failed(lost()));
      for (const stream of ends) stream.end(lost());
    },
    message: (message) => {
      receive(message);
    },
  });

  const take = (): typeof waiting => {
    const taken = waiting;
    waiting = [];
    return taken;
  };

  const receive = (message: ServerMessage): void => {
    switch (message.type) {
      case 'hello':
        found.resolve(bridgeOn({ kind: 'browser', ...message.platform }));
        break;
      case 'reply':
        calls.get(message.id)?.(message.reply as Reply<never>);
        calls.delete(message.id);
        break;
      case 'item':
        deliver(message.id, message.item as never);
        break;
      case 'end': {
        const stream = streams.get(message.id);
        streams.delete(message.id);
        stream?.end(message.error);
        break;
      }
      case 'feed':
        for (const event of message.events) for (const listener of [...feed]) listener.event(event);
        break;
      case 'beat':
        break;
    }
  };

  /** What a listener throws is reported by the browser, and stops nothing. */
  const deliver = (id: number, item: never): void => {
    try {
      streams.get(id)?.item(item);
    } finally {
      link.send({ type: 'ack', id });
    }
  };

  /** Sends as soon as there is a connection, or gives up at once when none is being made. */
  const sendOrGiveUp = (message: ClientMessage, giveUp: () => void): void => {
    const send = (): void => {
      // A stream may have been closed again before it could be opened.
      if (message.type !== 'open' || streams.has(message.id)) link.send(message);
    };
    switch (link.state()) {
      case 'open':
        send();
        break;
      case 'connecting':
        waiting.push({ send, giveUp });
        break;
      case 'resting':
      case 'refused':
        giveUp();
        break;
    }
  };

  const bridgeOn = (platform: BridgePlatform): Bridge => ({
    platform,
    call: (name, input) =>
      new Promise((resolve) => {
        const id = ++lastId;
        calls.set(id, resolve);
        sendOrGiveUp({ type: 'call', id, name, input }, () => {
          calls.delete(id);
          resolve(failed(lost()));
        });
      }),
    open: (name, input, listener) => {
      const id = ++lastId;
      streams.set(id, listener);
      sendOrGiveUp({ type: 'open', id, name, input }, () => {
        // Not before whoever opens it has its disposer.
        queueMicrotask(() => {
          if (streams.delete(id)) listener.end(lost());
        });
      });
      return () => {
        if (streams.delete(id)) link.send({ type: 'close', id });
      };
    },
    subscribe: (listener) => {
      feed.add(listener);
      queueMicrotask(() => {
        if (feed.has(listener)) listener.connected(link.state() === 'open');
      });
      return () => {
        feed.delete(listener);
      };
    },
  });

  return found.promise;
}

function lost(): ErrorReply {
  return {
    code: 'engine.cut',
    message:
      'The connection to Twinberth was lost. It is tried again; what was begun goes on meanwhile, and is shown once the connection is back.',
    details: { between: 'browser' },
    retry: true,
  };
}
