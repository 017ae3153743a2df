import { ENTER_PATH } from '../../shared/contract/wire.ts';
import { isOurHost } from './check-host.ts';
import { reachableAddress } from './listen-address.ts';
import type { ServerContext } from './server-context.ts';

/** The link as it is printed: a name that the certificate is for, where it has one, or else an address in numbers. */
export function printableUrl(context: ServerContext, port: number, token: string): string {
  const { listen, certificate, tls } = context;
  const name = listen.loopback ? undefined : certifiedName(certificate?.subjectAltName);
  const address = reachableAddress(listen);
  const host = name !== undefined && isOurHost(name, context) ? name : bracketed(address);
  return `${tls ? 'https' : 'http'}://${host}:${port}${ENTER_PATH}?token=${token}`;
}

/** The first plain name in `DNS:box.example, IP Address:192.168.1.20`. */
function certifiedName(names = ''): string | undefined {
  return names
    .split(', ')
    .map((entry) => /^DNS:([a-z0-9][a-z0-9.-]*)$/i.exec(entry)?.[1])
    .find((name) => name !== undefined);
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
