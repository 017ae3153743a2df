import { Failure, isFailure } from '../../runtime/failure.ts';
import type { RequestSubject } from './engine-request.ts';

/**
 * A fault of the connection as a Failure: `engine.unreachable`, `permission`, `engine.cut`, `engine.failed`. What is a
 * Failure already (a time limit, a close of ours) is returned as it is.
 */
export function explainFault(error: unknown, endpoint: string, about: RequestSubject): Failure {
  if (isFailure(error)) return error;
  const code = codeOf(error);
  const words = error instanceof Error ? error.message : String(error);
  const details = { endpoint, engine: words, ...(code === undefined ? {} : { system: code }) };
  const failure = (kind: Failure['code'], message: string, retry: boolean): Failure =>
    new Failure(kind, message, details, { cause: error, retry });

  if (code === 'EACCES' || code === 'EPERM')
    return failure(
      'permission',
      `No permission to use the engine at ${endpoint}. On Linux, join the group docker ` +
        '(sudo usermod -aG docker "$USER", then log in again) or use a rootless engine.',
      false,
    );
  if (code !== undefined && UNREACHABLE.has(code))
    return failure(
      'engine.unreachable',
      `No engine answers at ${endpoint} (${NAMED[code] ?? code}). Start Docker, or name another engine with DOCKER_HOST ` +
        'or `twinberth host add`.',
      true,
    );
  if (refusesOurCertificate(code, words))
    return failure(
      'permission',
      `The engine at ${endpoint} did not accept our client certificate. Check cert.pem and key.pem in the folder that ` +
        'DOCKER_CERT_PATH names.',
      false,
    );
  if (code !== undefined && (UNTRUSTED.has(code) || /^ERR_(TLS|SSL|OSSL)_/.test(code) || code === 'EPROTO'))
    return failure(
      'engine.unreachable',
      `The TLS connection to ${endpoint} failed: ${words}. Check that ca.pem is of the authority that signed the ` +
        "engine's certificate and that the certificate names this host.",
      false,
    );
  if (code?.startsWith('HPE_') === true)
    return failure(
      'engine.failed',
      `What answers at ${endpoint} does not speak HTTP, so it is not a Docker Engine (or it wants TLS).`,
      false,
    );
  return failure(
    'engine.cut',
    `The connection to ${endpoint} was closed before the engine could ${about.doing}; whether it did is not known. ` +
      'Look whether the engine still runs.',
    true,
  );
}

export function timedOut(limitMs: number, endpoint: string, about: RequestSubject): Failure {
  return new Failure(
    'engine.timeout',
    `The engine at ${endpoint} took longer than ${Math.round(limitMs / 100) / 10} s to ${about.doing}. ` +
      'It may be overloaded or stuck; whether it still does it is not known.',
    { endpoint, limitMs },
    { retry: true },
  );
}

const NAMED: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such socket',
  ECONNREFUSED: 'the connection was refused',
  ENOTFOUND: 'the host name is unknown',
  ETIMEDOUT: 'the host does not answer',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ENOTSOCK: 'that is not a socket',
};

const UNREACHABLE = new Set([
  ...Object.keys(NAMED),
  'EAI_AGAIN',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'ENOTDIR',
  'EPROTOTYPE',
  'EINVAL',
]);

/** OpenSSL's verification results, as Node names them (`X509_V_ERR_…` in its crypto_common.cc). */
const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
]);

/** The TLS alerts with which a server turns a client's certificate down. */
function refusesOurCertificate(code: string | undefined, words: string): boolean {
  return /alert[_ ](bad[_ ]certificate|certificate[_ ](required|expired|unknown|revoked)|unknown[_ ]ca|access[_ ]denied|handshake[_ ]failure)/i.test(
    `${code ?? ''} ${words}`,
  );
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
