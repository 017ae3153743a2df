import { WIRE_PATH, WIRE_PROTOCOL } from '../../../shared/contract/wire.ts';
import { WireClient } from './wire-client.ts';

/** Comes in by the printed link, as a browser does; returns the cookie. */
export async function enter(url: string): Promise<string> {
  const answer = await fetch(url, { redirect: 'manual' });
  const [cookie] = (answer.headers.get('set-cookie') ?? '').split(';');
  if (answer.status !== 303 || !cookie) throw new Error(`the link was answered with ${answer.status}`);
  return cookie;
}

/** A page's WebSocket, without the page. */
export async function connectByLink(url: string): Promise<WireClient> {
  const { origin } = new URL(url);
  const client = new WireClient(origin.replace(/^http/, 'ws') + WIRE_PATH, WIRE_PROTOCOL, {
    cookie: await enter(url),
    origin,
  });
  await client.opened;
  return client;
}
