/** Every place in the window. A place is an address: it can be linked, gone back to, and opened again. */
export type Route = Place & {
  /** What a screen keeps behind its place (see useAddressQuery). Written into addresses; no place of its own, so never read. */
  readonly query?: Readonly<Record<string, string>>;
};

type Place =
  | { readonly name: 'board' | 'apps' | 'history' | 'health' | 'hosts' | 'drift' | 'space' | 'settings' }
  | { readonly name: 'notices' | 'onboarding' }
  | { readonly name: 'app'; readonly app: string }
  | { readonly name: 'deployment'; readonly id: string }
  /** Two releases of an app, by version. */
  | { readonly name: 'releases'; readonly app: string; readonly from: number; readonly to: number }
  /** Two deployments, by id. */
  | { readonly name: 'compare'; readonly a: string; readonly b: string }
  | { readonly name: 'logs'; readonly app: string; readonly environment: string; readonly host?: string };

export type RouteName = Route['name'];

const PLAIN = [
  'board',
  'apps',
  'history',
  'health',
  'hosts',
  'drift',
  'space',
  'settings',
  'notices',
  'onboarding',
] as const;

/** The address of a place, as it stands after the `#`: `/apps/web`, `/logs/web/prod/nuc-1`, `/history?app=web`. */
export function formatRoute(route: Route): string {
  const path = `/${partsOf(route).map(encodeURIComponent).join('/')}`;
  const query = new URLSearchParams(route.query).toString();
  return query === '' ? path : `${path}?${query}`;
}

function partsOf(route: Route): readonly string[] {
  switch (route.name) {
    case 'app':
      return ['apps', route.app];
    case 'releases':
      return ['apps', route.app, 'compare', String(route.from), String(route.to)];
    case 'deployment':
      return ['deployments', route.id];
    case 'compare':
      return ['compare', route.a, route.b];
    case 'logs':
      return ['logs', route.app, route.environment, ...(route.host === undefined ? [] : [route.host])];
    case 'board':
    case 'apps':
    case 'history':
    case 'health':
    case 'hosts':
    case 'drift':
    case 'space':
    case 'settings':
    case 'notices':
    case 'onboarding':
      return [route.name];
  }
}

/**
 * The place that an address names; an empty one is the board.
 * @param address with or without the `#`
 * @returns undefined when there is no such place
 */
export function parseRoute(address: string): Route | undefined {
  const parts = decodeParts(address.replace(/^#?\/?/, '').replace(/\?.*$/s, ''));
  if (parts === undefined || parts.some((part) => part === '')) return undefined;
  const [first, a, b, c] = parts;
  if (first === undefined) return { name: 'board' };
  if (parts.length === 1) {
    const name = PLAIN.find((one) => one === first);
    return name === undefined ? undefined : { name };
  }
  if (a === undefined) return undefined;
  if (first === 'apps' && parts.length === 2) return { name: 'app', app: a };
  if (first === 'apps') return parseReleases(a, parts.slice(2));
  if (first === 'deployments' && parts.length === 2) return { name: 'deployment', id: a };
  if (b === undefined) return undefined;
  if (first === 'compare' && parts.length === 3) return { name: 'compare', a, b };
  if (first !== 'logs' || parts.length > 4) return undefined;
  return { name: 'logs', app: a, environment: b, ...(c === undefined ? {} : { host: c }) };
}

/** `/apps/web/compare/15/16` */
function parseReleases(app: string, [word, from, to, ...rest]: readonly string[]): Route | undefined {
  const versions = [from, to].map((text) => (/^[1-9]\d{0,8}$/.test(text ?? '') ? Number(text) : undefined));
  const [a, b] = versions;
  if (word !== 'compare' || rest.length > 0 || a === undefined || b === undefined) return undefined;
  return { name: 'releases', app, from: a, to: b };
}

function decodeParts(path: string): string[] | undefined {
  try {
    return path === '' ? [] : path.split('/').map(decodeURIComponent);
  } catch {
    // A lone % is in no address that formatRoute wrote.
    return undefined;
  }
}
