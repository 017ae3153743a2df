import { isIP } from 'node:net';
import type { Publish } from '../../../shared/model/app-config.ts';
import { bad, good, shown, type Parsed } from './parsed.ts';

/** A TCP port, 1 to 65535. */
export function parsePort(raw: unknown): Parsed<number> {
  const port = typeof raw === 'string' && /^\d+$/.test(raw) ? Number(raw) : raw;
  if (typeof port !== 'number') return bad(`must be a port number, not ${shown(raw)}`);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return good(port);
  return bad(`must be a port between 1 and 65535, not ${shown(raw)}`);
}

/** `18080` (every interface), `"127.0.0.1:18080"` (one address), `"[::1]:18080"`. */
export function parsePublish(raw: unknown): Parsed<Publish> {
  if (typeof raw === 'number') return portOnly(raw);
  if (typeof raw !== 'string') return bad(`must be a port or address:port, not ${shown(raw)}`, EXAMPLES);
  const text = raw.trim().replace(/\/tcp$/, '');
  if (text.endsWith('/udp')) return bad('asks for UDP; only TCP can be switched over', EXAMPLES);
  if (/^\d+$/.test(text)) return portOnly(text);
  const [, address = '', portText = ''] = /^(.*):(\d+)$/.exec(text) ?? [];
  if (/^\d+$/.test(address)) {
    return bad(
      `names two ports: ${shown(raw)}`,
      `Write \`publish: ${address}\` for the host and \`port: ${portText}\` for the container.`,
    );
  }
  const port = parsePort(portText);
  const bare = /^\[(.*)\]$/.exec(address)?.[1];
  if (port.ok && bare !== undefined && isIP(bare) === 6) return good({ address: bare, port: port.value });
  if (port.ok && isIP(address) === 4) return good({ address, port: port.value });
  if (address === 'localhost')
    return bad('needs an address, not a name', `Did you mean \`127.0.0.1:${portText}\`?`);
  if (isIP(address) === 6)
    return bad('has an IPv6 address without brackets', `Did you mean \`[${address}]:${portText}\`?`);
  return port.ok || portText === '' ? bad(`is not a port or address:port: ${shown(raw)}`, EXAMPLES) : port;
}

const EXAMPLES = 'Write for example `18080` (every interface) or `"127.0.0.1:18080"` (only this machine).';

function portOnly(raw: unknown): Parsed<Publish> {
  const port = parsePort(raw);
  return port.ok ? good({ port: port.value }) : port;
}

/** The spelling that `parsePublish` reads. */
export function formatPublish(publish: Publish): string {
  const { address, port } = publish;
  if (address === undefined) return String(port);
  return `${address.includes(':') ? `[${address}]` : address}:${port}`;
}
