import type { Bridge, BridgePlatform, FeedListener, StreamListener } from '../../shared/contract/bridge.ts';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/contract.ts';
import type { ErrorReply } from '../../shared/contract/errors.ts';
import { ASK, CALL, TELL, type AskMessage, type TellMessage } from '../../shared/contract/messages.ts';
import { failed, type Reply } from '../../shared/contract/reply.ts';

/** As much of Electron's `ipcRenderer` as the bridge needs. */
export interface Wire {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  send(channel: string, ...args: unknown[]): void;
  on(channel: string, listener: (event: unknown, ...args: unknown[]) => void): unknown;
}

/**
 * The bridge over Electron's messages. It only carries: what is a name and what is an input is judged by the main process.
 */
export function createDesktopBridge(wire: Wire, platform: BridgePlatform): Bridge {
  const streams = new Map<number, StreamListener<never>>();
  const feeds = new Set<FeedListener>();
  let lastStream = 0;
  const ask = (message: AskMessage): void => wire.send(ASK, message);

  wire.on(TELL, (_event, received) => {
    const message = received as TellMessage;
    if (message.tell === 'event') for (const feed of [...feeds]) feed.event(message.event);
    else if (message.tell === 'item') takeItem(message.stream, message.item);
    else endStream(message.stream, message.error);
  });

  const takeItem = (stream: number, item: unknown): void => {
    try {
      streams.get(stream)?.item(item as never);
    } finally {
      // Also after a listener that threw: a stream that stands still would keep its containers' logs open.
      if (streams.has(stream)) ask({ ask: 'more', stream });
    }
  };
  const endStream = (stream: number, error: ErrorReply | undefined): void => {
    const listener = streams.get(stream);
    streams.delete(stream);
    listener?.end(error);
  };

  return {
    platform,
    call: async <N extends CallName>(name: N, input: CallInput<N>) => {
      try {
        return (await wire.invoke(CALL, name, input)) as Reply<CallOutput<N>>;
      } catch (error) {
        // The main process answers whatever happens; only an input that cannot be copied (a function, say) never gets there.
        const why = error instanceof Error ? error.message : String(error);
        return failed({ code: 'usage', message: `${name} could not be asked: ${why}`, details: {} });
      }
    },
    open: (name, input, listener) => {
      const stream = ++lastStream;
      streams.set(stream, listener);
      ask({ ask: 'open', stream, name, input });
      return () => {
        if (streams.delete(stream)) ask({ ask: 'shut', stream });
      };
    },
    subscribe: (listener) => {
      if (feeds.size === 0) ask({ ask: 'subscribe' });
      feeds.add(listener);
      listener.connected(true);
      return () => {
        if (feeds.delete(listener) && feeds.size === 0) ask({ ask: 'unsubscribe' });
      };
    },
  };
}
