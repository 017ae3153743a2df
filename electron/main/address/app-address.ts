import { PLACES } from './places.ts';

/** The window's own address: a scheme that only this app serves, so that its pages have an origin of their own. */
export const APP_SCHEME = 'app';
const APP_HOST = 'twinberth';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** The address of a place of the window. */
export function addressOf(place: string): string {
  return `${APP_ORIGIN}/${place.startsWith('#') ? place : ''}`;
}

/** The place that an address of ours names; the board for any other. */
export function placeOf(address: string): string {
  if (!isOurs(address)) return PLACES.board;
  const { hash } = new URL(address);
  return hash.startsWith('#/') ? hash : PLACES.board;
}

/** Whether an address is one of this app's own pages. */
export function isOurs(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${APP_SCHEME}:` && host === APP_HOST && username === '' && password === '';
}
