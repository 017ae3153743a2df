import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import type { Endpoint, TlsFiles } from '../../../../shared/model/host.ts';
import { formatEndpoint } from '../../../../shared/model/host.ts';
import { Failure } from '../../runtime/failure.ts';

/** How bytes get to one engine. Connections are kept open and used again: opening one costs more than most calls. */
export interface Transport {
  /** As Docker spells it. */
  readonly endpoint: string;
  request(options: http.RequestOptions): http.ClientRequest;
  /** Closes idle and busy connections; hijacked ones belong to whoever took them. */
  close(): void;
}

/**
 * Everything is passed explicitly; no variable of the environment (DOCKER_HOST and its family, proxies) has a say.
 * Built on node:http: docker-modem formats every request with `util.inspect` for its debug output (three times the
 * cost of a warm call, measured), never answers when a connection is cut in mid-body, and reads DOCKER_HOST by itself.
 */
export async function createTransport(endpoint: Endpoint): Promise<Transport> {
  switch (endpoint.kind) {
    case 'unix':
    case 'npipe':
      return plainTransport(endpoint, { socketPath: endpoint.path });
    case 'tcp':
      return endpoint.tls
        ? tlsTransport(endpoint, endpoint.host, endpoint.port, endpoint.tls)
        : plainTransport(endpoint, { host: endpoint.host, port: endpoint.port });
  }
}

/** `lifo` keeps one connection hot; TCP keep-alive notices an engine that went away without a word. */
const AGENT = { keepAlive: true, keepAliveMsecs: 15_000, scheduling: 'lifo', maxFreeSockets: 16 } as const;

function plainTransport(endpoint: Endpoint, place: http.RequestOptions): Transport {
  const agent = new http.Agent(AGENT);
  return {
    endpoint: formatEndpoint(endpoint),
    request: (options) => http.request({ ...place, agent, ...options }),
    close: () => agent.destroy(),
  };
}

async function tlsTransport(
  endpoint: Endpoint,
  host: string,
  port: number,
  files: TlsFiles,
): Promise<Transport> {
  const [ca, cert, key] = await Promise.all([readPem(files.ca), readPem(files.cert), readPem(files.key)]);
  const agent = new https.Agent({ ...AGENT, ca, cert, key, minVersion: 'TLSv1.2', rejectUnauthorized: true });
  return {
    endpoint: formatEndpoint(endpoint),
    request: (options) => https.request({ host, port, agent, ...options }),
    close: () => agent.destroy(),
  };
}

async function readPem(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(
      'disk.read',
      `The TLS file ${path} cannot be read. Put ca.pem, cert.pem and key.pem into the folder that DOCKER_CERT_PATH names.`,
      { path, reason },
      { cause: error },
    );
  }
}
