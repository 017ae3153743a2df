/** One Docker Engine. */
export interface Host {
  readonly id: string;
  readonly name: string;
  readonly endpoint: Endpoint;
  /** Where the ports that this engine publishes can be reached from this machine; an IP address or a host name. */
  readonly address: string;
  readonly createdAt: number;
}

export type Endpoint =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'npipe'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls?: TlsFiles };

/** Paths of PEM files, as Docker names them in DOCKER_CERT_PATH: `ca.pem`, `cert.pem`, `key.pem`. */
export interface TlsFiles {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** Docker's own spelling of an endpoint: `unix:///…`, `npipe:////./pipe/…`, `tcp://host:port`. */
export function formatEndpoint(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'unix':
      return `unix://${endpoint.path}`;
    case 'npipe':
      return `npipe://${endpoint.path.replaceAll('\\', '/')}`;
    case 'tcp':
      return `tcp://${endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host}:${endpoint.port}`;
  }
}
