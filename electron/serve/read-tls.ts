import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Failure } from '../core/runtime/failure.ts';

/** A certificate with its chain, and its key. */
export interface TlsKeyPair {
  readonly cert: Buffer;
  readonly key: Buffer;
  /** The first certificate of `cert`: ours. */
  readonly certificate: X509Certificate;
}

/** Reads and checks a pair of PEM files; `setting.invalid` names the file and what is wrong with it. */
export async function readTls(certFile: string, keyFile: string): Promise<TlsKeyPair> {
  const cert = await read('--tls-cert', certFile);
  const key = await read('--tls-key', keyFile);
  const certificate = parse('--tls-cert', certFile, 'a certificate (PEM)', () => new X509Certificate(cert));
  const privateKey = parse('--tls-key', keyFile, 'a private key (PEM, without a passphrase)', () =>
    createPrivateKey(key),
  );
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new Failure(
      'setting.invalid',
      `The key in ${keyFile} does not belong to the certificate in ${certFile}.`,
      {
        cert: certFile,
        key: keyFile,
      },
    );
  }
  return { cert, key, certificate };
}

async function read(option: string, file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const { message } = error as Error;
    throw new Failure(
      'setting.invalid',
      `${option}: ${file} cannot be read (${message}).`,
      { file },
      { cause: error },
    );
  }
}

function parse<T>(option: string, file: string, what: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new Failure(
      'setting.invalid',
      `${option}: ${file} does not hold ${what}.`,
      { file },
      { cause: error },
    );
  }
}
