import { createServer } from 'node:net';

/** Where proposals begin, as in the documentation's examples. */
const FIRST = 18_080;
const LAST = 19_999;

/** So many ports of this machine's loopback that nobody listens on and no other app's file names. */
export async function chooseFreePorts(count: number, taken: ReadonlySet<number>): Promise<readonly number[]> {
  const found: number[] = [];
  for (let port = FIRST; port <= LAST && found.length < count; port++) {
    if (!taken.has(port) && (await isFree(port))) found.push(port);
  }
  return found;
}

/** Also taken is what listens on every interface. Asked by listening for a moment, which no one else notices. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve);
    });
    return true;
  } catch {
    return false;
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
