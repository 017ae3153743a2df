/** What the bridge needs of the browser around it; tests give it theirs. */
export interface WebSocketWorld {
  /** Of the page: `http://127.0.0.1:4870`. */
  readonly origin: string;
  /** Opens a WebSocket; `closed` is called exactly once, also when it never opened. */
  readonly openSocket: (url: string, protocol: string, handlers: SocketHandlers) => WireSocket;
  /** The status that a path of our own server answers with; rejects when there is no answer. */
  readonly askStatus: (path: string) => Promise<number>;
  /** This browser has no session (any more): says what to do. Nothing is tried after that. */
  readonly noSession: () => void;
  /** Calls back whenever a connection is likelier than before: the page is looked at again, the network is back. */
  readonly onWake: (listener: () => void) => void;
}

export interface SocketHandlers {
  readonly message: (text: string) => void;
  readonly closed: () => void;
}

export interface WireSocket {
  readonly send: (text: string) => void;
  readonly close: () => void;
}
