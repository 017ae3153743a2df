import { appPlace, deploymentPlace } from './places.ts';

/** The scheme under which the system hands links to this app. */
export const LINK_SCHEME = 'twinberth';

/** Names as `twinberth.yaml` has them, and ids of deployments: nothing that a page would have to escape. */
const NAME = /^[a-z0-9-]{1,128}$/;

/**
 * The place that a link opens: `twinberth://app/NAME` or `twinberth://deployment/ID`. Anything else is undefined; a link
 * only ever opens something to look at, for anybody can write one.
 */
export function parseLink(text: string): string | undefined {
  if (text.length > 1024 || !URL.canParse(text)) return undefined;
  const { protocol, host, pathname, search, hash, username, password, port } = new URL(text);
  if (protocol !== `${LINK_SCHEME}:` || [search, hash, username, password, port].some((part) => part !== ''))
    return undefined;
  const name = /^\/([^/]+)\/?$/.exec(pathname)?.[1];
  if (name === undefined || !NAME.test(name)) return undefined;
  if (host === 'app') return appPlace(name);
  if (host === 'deployment') return deploymentPlace(name);
  return undefined;
}

/** The link among the arguments with which a second start of the app hands it over. */
export function findLink(argv: readonly string[]): string | undefined {
  return argv.find((one) => one.toLowerCase().startsWith(`${LINK_SCHEME}:`));
}
