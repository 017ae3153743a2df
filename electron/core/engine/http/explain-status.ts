import { Failure } from '../../runtime/failure.ts';
import type { RequestSubject } from './engine-request.ts';

/**
 * What the engine said with an error status, as a Failure whose code callers branch on. The engine has few statuses and
 * no codes of its own, so its sentences are read here and nowhere else; they are those of Docker 20.10 to 29 and Podman.
 */
export function explainStatus(
  status: number,
  message: string,
  endpoint: string,
  about: RequestSubject,
): Failure {
  const engine = message.trim() || `HTTP status ${status}`;
  const known = explainMessage(engine, endpoint, about, status);
  if (known) return known;
  const say = (code: Failure['code'], text: string, retry = false): Failure =>
    new Failure(code, text, { endpoint, engine, status }, { retry });
  const couldNot = `Could not ${about.doing} on ${endpoint}: ${engine}`;

  if (status === 401 || status === 403) return say('permission', couldNot);
  if (status === 404 && about.kind === 'container' && !/network|exec/i.test(engine))
    return say('container.missing', couldNot);
  if (status === 404 && about.kind === 'image') return say('image.missing', couldNot);
  return say('engine.failed', couldNot, status === 502 || status === 503 || status === 504);
}

/** The same for an error that comes as a line of a stream answered with 200 (build, load, pull). */
export function explainMessage(
  engine: string,
  endpoint: string,
  about: RequestSubject,
  status?: number,
): Failure | undefined {
  const rule = RULES.find(({ pattern }) => pattern.test(engine));
  if (!rule) return undefined;
  const port = rule.code === 'port.taken' ? portIn(engine) : undefined;
  return new Failure(rule.code, `Could not ${about.doing} on ${endpoint}: ${engine}. ${rule.wayOut}`, {
    endpoint,
    engine,
    ...(status === undefined ? {} : { status }),
    ...(port === undefined ? {} : { port }),
  });
}

interface Rule {
  readonly pattern: RegExp;
  readonly code: Failure['code'];
  readonly wayOut: string;
}

const RULES: readonly Rule[] = [
  {
    pattern: /no space left on device|disk quota exceeded/i,
    code: 'disk.full',
    wayOut: 'Free space on the disk that holds the data of the engine.',
  },
  {
    pattern: /cannot expose privileged port/i,
    code: 'permission',
    wayOut: 'Publish a port from 1024 up, or lower net.ipv4.ip_unprivileged_port_start on the host.',
  },
  {
    // Docker Desktop puts "ports are not available" in front of whatever the system said.
    pattern:
      /port is already allocated|ports are not available|failed to bind (host )?port|bind: address already in use|bind: .*only one usage of each socket address/i,
    code: 'port.taken',
    wayOut: 'Stop what uses the port, or publish another one.',
  },
  {
    // The address pool of a network, not a port: 403 with just these words.
    pattern: /^address already in use$|no available (IPv4 )?addresses|requested address is not available/i,
    code: 'address.exhausted',
    wayOut: 'Another container has this address; remove it, or let the network have a larger subnet.',
  },
  {
    pattern: /pool overlaps with other one|networks have overlapping|address space conflict/i,
    code: 'address.exhausted',
    wayOut: 'Another network uses these addresses; choose another subnet.',
  },
  {
    pattern: /name .* is already in use|network with name .* already exists|name is already in use/i,
    code: 'name.taken',
    wayOut: 'Remove or rename what has that name.',
  },
  {
    pattern: /HTTP request to an HTTPS server/i,
    code: 'engine.unreachable',
    wayOut: 'It wants TLS: set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH.',
  },
  {
    pattern: /client version .* is too (old|new)|client is newer than server/i,
    code: 'engine.version',
    wayOut: 'The engine was replaced by one that speaks other versions; connect again.',
  },
  {
    pattern: /no such image|image not known|unable to find image/i,
    code: 'image.missing',
    wayOut: 'Build or pull it first.',
  },
  {
    pattern: /no such container|no container with name or id/i,
    code: 'container.missing',
    wayOut: 'It was removed meanwhile.',
  },
];

/** `Bind for 0.0.0.0:8080 failed`, `listen tcp4 0.0.0.0:8080: bind`, `[::]:8080`, `exposing port TCP 0.0.0.0:8080 -> …`. */
function portIn(engine: string): number | undefined {
  const found = /(?:\d+\.\d+\.\d+\.\d+|\]|::):(\d{1,5})\b/.exec(engine)?.[1];
  return found === undefined ? undefined : Number(found);
}
