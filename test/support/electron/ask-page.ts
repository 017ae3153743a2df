import { WebSocket } from 'ws';

interface Target {
  readonly type: string;
  readonly webSocketDebuggerUrl: string;
}

/**
 * Evaluates an expression in the first page of a Chromium that was started with `--remote-debugging-port`. For packaged apps,
 * whose main process no debugger can watch, as Playwright would have to.
 * @param port where its debugging protocol is spoken
 * @param expression may be a promise
 * @returns its value, as JSON has it; undefined while there is no page
 */
export async function askPage(port: number, expression: string): Promise<unknown> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as Target[];
  const page = targets.find(({ type }) => type === 'page');
  if (page === undefined) return undefined;
  const socket = new WebSocket(page.webSocketDebuggerUrl);
  try {
    return await new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.on('open', () => {
        const params = { expression, awaitPromise: true, returnByValue: true };
        socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
      });
      socket.on('message', (data: Buffer) => {
        const reply = JSON.parse(data.toString()) as {
          id?: number;
          result?: { result?: { value?: unknown } };
        };
        if (reply.id === 1) resolve(reply.result?.result?.value);
      });
    });
  } finally {
    socket.close();
  }
}
