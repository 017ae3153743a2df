import {
  BEAT_MS,
  SESSION_PATH,
  WIRE_PATH,
  WIRE_PROTOCOL,
  type ClientMessage,
  type ServerMessage,
} from '../../shared/contract/wire.ts';
import type { WebSocketWorld, WireSocket } from './web-socket-world.ts';

/** The connection to the server, made anew whenever it is lost. */
export interface Link {
  readonly state: () => LinkState;
  /** Only while it is open. */
  readonly send: (message: ClientMessage) => void;
}

/** `resting`: the last try failed, the next comes after a while. `refused`: there will be no other. */
export type LinkState = 'connecting' | 'open' | 'resting' | 'refused';

export interface LinkHandlers {
  readonly opened: () => void;
  /** It was open and is not any more, or could not be opened. */
  readonly lost: () => void;
  readonly message: (message: ServerMessage) => void;
}

const FIRST_REST_MS = 250;
const LONGEST_REST_MS = 5000;
/** A server that is silent for so long is gone, whatever the network says. */
const SILENCE_MS = 3 * BEAT_MS;

export function keepLink(world: WebSocketWorld, handlers: LinkHandlers): Link {
  let state: LinkState = 'connecting';
  let socket: WireSocket | undefined;
  let restMs = FIRST_REST_MS;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let heardAt = 0;

  const connect = async (): Promise<void> => {
    clearTimeout(rest);
    state = 'connecting';
    // A page cannot see why its WebSocket was refused; whether it has a session is asked in a way whose answer it can see.
    const status = await world.askStatus(SESSION_PATH).catch(() => undefined);
    if (status === 401) {
      state = 'refused';
      handlers.lost();
      world.noSession();
    } else if (status === undefined || status >= 300) {
      lose();
    } else {
      openSocket();
    }
  };

  const openSocket = (): void => {
    heardAt = performance.now();
    const mine = world.openSocket(world.origin.replace(/^http/, 'ws') + WIRE_PATH, WIRE_PROTOCOL, {
      message: (text) => {
        if (socket === mine) hear(JSON.parse(text) as ServerMessage);
      },
      closed: () => {
        if (socket === mine) lose();
      },
    });
    socket = mine;
  };

  const hear = (message: ServerMessage): void => {
    heardAt = performance.now();
    if (message.type === 'hello') {
      state = 'open';
      restMs = FIRST_REST_MS;
    }
    handlers.message(message);
    if (message.type === 'hello') handlers.opened();
  };

  const lose = (): void => {
    socket = undefined;
    state = 'resting';
    // Up to half as long again, so that many pages do not come back in one moment.
    rest = setTimeout(() => void connect(), restMs * (1 + Math.random() / 2));
    restMs = Math.min(restMs * 2, LONGEST_REST_MS);
    handlers.lost();
  };

  const checkSilence = (): void => {
    if (socket === undefined || performance.now() - heardAt < SILENCE_MS) return;
    const silent = socket;
    lose();
    silent.close();
  };

  setInterval(checkSilence, BEAT_MS);
  world.onWake(() => {
    checkSilence();
    if (state === 'resting') void connect();
  });
  void connect();
  return {
    state: () => state,
    send: (message) => {
      if (state === 'open') socket?.send(JSON.stringify(message));
    },
  };
}
