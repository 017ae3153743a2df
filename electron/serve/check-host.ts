import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { isLoopback, type ListenAddress } from './listen-address.ts';

/** What a request's Host header may say. */
export interface KnownHosts {
  readonly listen: ListenAddress;
  readonly certificate?: X509Certificate;
}

/**
 * Whether a request was meant for this server. A page of a stranger whose name suddenly stands for our address (DNS
 * rebinding) sends its own name: only numbers that we listen on, `localhost`, and names that our certificate has are ours.
 * The port is not looked at, so that a tunnel may have another.
 */
export function isOurHost(host: string | undefined, known: KnownHosts): boolean {
  const name = hostName(host);
  if (name === undefined) return false;
  const { listen, certificate } = known;
  if (isIP(name) !== 0) {
    return listen.wildcard || name === listen.address || (listen.loopback && isLoopback(name));
  }
  if (name === 'localhost') return listen.loopback || listen.wildcard;
  return certificate?.checkHost(name) !== undefined;
}

/** Whether a page of this very server asks: the Origin that a browser sends is the scheme and the Host of the request. */
export function isOurOrigin(origin: string | undefined, host: string | undefined, tls: boolean): boolean {
  return origin !== undefined && host !== undefined && origin === `${tls ? 'https' : 'http'}://${host}`;
}

/** The name or number in a Host header, without brackets and port; undefined for what is no such header. */
function hostName(host: string | undefined): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(host ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase();
}
