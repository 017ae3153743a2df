import { basename } from 'node:path';
import { isPlainMap } from '../config-field.ts';
import { parseYaml } from '../parse-yaml.ts';
import { healthOf } from './health-hint.ts';
import type { Hint, Hints } from './hints.ts';

type ComposeHints = Partial<Pick<Hints, 'name' | 'source' | 'port' | 'healthPath'>> &
  Pick<Hints, 'volumes' | 'environment' | 'notes'>;

const NOTHING: ComposeHints = { volumes: [], environment: [], notes: [] };

/** Variables whose values do not belong into a file, by their names. */
const SECRET = /pass|secret|token|key|credential|private|dsn/i;

/**
 * What a compose file says of the one service that this folder builds, or of its only one. What Compose has and Twinberth has
 * not is left out; values that look like secrets are named and not taken over.
 */
export function readCompose(text: string, path: string): ComposeHints {
  const { value, problems } = parseYaml(text);
  if (problems.length > 0 || !isPlainMap(value) || !isPlainMap(value['services'])) return NOTHING;
  const file = basename(path);
  const services = Object.entries(value['services']).filter((entry): entry is [string, Map_] =>
    isPlainMap(entry[1]),
  );
  const built = services.filter(([, service]) => service['build'] !== undefined);
  const [chosen] = built.length === 1 ? built : services.length === 1 ? services : [];
  if (chosen === undefined) {
    if (services.length === 0) return NOTHING;
    const names = services.map(([name]) => name).join(', ');
    return { ...NOTHING, notes: [`${file} has ${names}: each of them is an app of its own here`] };
  }
  const [name, service] = chosen;
  const because = `service ${name} in ${file}`;
  const port = containerPort(service['ports']);
  const check = isPlainMap(service['healthcheck']) ? service['healthcheck']['test'] : undefined;
  const health = healthOf(
    Array.isArray(check) ? check.join(' ') : typeof check === 'string' ? check : '',
    because,
  );
  const image = service['image'];
  const variables = variablesOf(service['environment']);
  const secret = variables.filter(([variable]) => SECRET.test(variable)).map(([variable]) => variable);
  return {
    name: { value: name, because },
    ...(service['build'] === undefined && typeof image === 'string'
      ? { source: { value: { kind: 'image', reference: image }, because: `image ${image} of ${because}` } }
      : {}),
    ...(port === undefined ? {} : { port: { value: port, because: `port ${port} of ${because}` } }),
    ...(health.path === undefined ? {} : { healthPath: health.path }),
    volumes: namedVolumes(service['volumes'], because),
    environment: variables
      .filter(([variable, text]) => !SECRET.test(variable) && !text.includes('$'))
      .map((variable) => ({ value: variable, because: `${variable[0]} of ${because}` })),
    notes:
      secret.length === 0
        ? []
        : [
            `${secret.join(', ')} of ${because} ${secret.length === 1 ? 'looks like a secret' : 'look like secrets'}: name where to read it, as in { secret: "env:${secret[0] ?? ''}" }`,
          ],
  };
}

type Map_ = Readonly<Record<string, unknown>>;

/** `8080:80`, `127.0.0.1:8080:80/tcp`, `{ target: 80 }`. */
function containerPort(ports: unknown): number | undefined {
  if (!Array.isArray(ports)) return undefined;
  const [first] = ports as readonly unknown[];
  const text = isPlainMap(first) ? String(first['target']) : String(first);
  const port = Number(/(?:^|:)(\d{1,5})(?:\/tcp)?$/.exec(text)?.[1]);
  return port >= 1 && port <= 65_535 ? port : undefined;
}

function namedVolumes(volumes: unknown, because: string): readonly Hint<string>[] {
  if (!Array.isArray(volumes)) return [];
  return (volumes as readonly unknown[]).flatMap((volume) =>
    typeof volume === 'string' && /^[a-zA-Z0-9][\w.-]*:\/[^:]+$/.test(volume)
      ? [{ value: volume, because: `volume ${volume} of ${because}` }]
      : [],
  );
}

function variablesOf(environment: unknown): readonly (readonly [string, string])[] {
  const pairs: readonly (readonly [string, unknown])[] = Array.isArray(environment)
    ? (environment as readonly unknown[]).map((line) => {
        const text = String(line);
        const equals = text.indexOf('=');
        return equals === -1 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)];
      })
    : isPlainMap(environment)
      ? Object.entries(environment)
      : [];
  return pairs.flatMap(([name, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value) && /^[A-Za-z_]\w*$/.test(name)
      ? [[name, String(value)] as const]
      : [],
  );
}
