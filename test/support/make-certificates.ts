import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TlsFiles } from '../../shared/model/host.ts';

/** An authority of its own, with a server that is 127.0.0.1 and a client; all of it in one folder, good for a day. */
export interface Certificates {
  readonly client: TlsFiles;
  readonly server: { readonly ca: Buffer; readonly cert: Buffer; readonly key: Buffer };
}

/**
 * Made with the openssl program, which Debian and macOS have.
 * @param names of the server beside 127.0.0.1, as openssl spells them: `DNS:box.example`
 */
export async function makeCertificates(folder: string, ...names: readonly string[]): Promise<Certificates> {
  const at = (name: string): string => join(folder, name);
  await openssl(
    'req',
    '-x509',
    ...NEW_KEY,
    '-keyout',
    at('ca-key.pem'),
    '-out',
    at('ca.pem'),
    '-days',
    '1',
    '-subj',
    '/CN=Test',
  );
  const allNames = ['IP:127.0.0.1', ...names].join(',');
  await issue(at, 'server', `subjectAltName=${allNames}\nextendedKeyUsage=serverAuth\n`);
  await issue(at, 'client', 'extendedKeyUsage=clientAuth\n');
  const [ca, cert, key] = await Promise.all([
    readFile(at('ca.pem')),
    readFile(at('server.pem')),
    readFile(at('server-key.pem')),
  ]);
  return {
    client: { ca: at('ca.pem'), cert: at('client.pem'), key: at('client-key.pem') },
    server: { ca, cert, key },
  };
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

async function issue(at: (name: string) => string, name: string, extensions: string): Promise<void> {
  await writeFile(at(`${name}.ext`), extensions);
  await openssl(
    'req',
    ...NEW_KEY,
    '-keyout',
    at(`${name}-key.pem`),
    '-out',
    at(`${name}.csr`),
    '-subj',
    `/CN=${name}`,
  );
  await openssl(
    ...['x509', '-req', '-in', at(`${name}.csr`), '-CA', at('ca.pem'), '-CAkey', at('ca-key.pem')],
    ...['-CAcreateserial', '-out', at(`${name}.pem`), '-days', '1', '-extfile', at(`${name}.ext`)],
  );
}

async function openssl(...args: readonly string[]): Promise<void> {
  await promisify(execFile)('openssl', [...args]);
}
