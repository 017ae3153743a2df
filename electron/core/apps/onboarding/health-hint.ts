import type { Hint } from './hints.ts';

/** The path that a health check asks for, and on which port, where it asks over HTTP. */
export function healthOf(
  check: string,
  because: string,
): { readonly path?: Hint<string>; readonly port?: number } {
  const [, port, path = '/'] =
    /https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])(?::(\d{1,5}))?(\/[\w\-./~%?=&]*)?/.exec(
      check,
    ) ?? [];
  if (!/https?:\/\//.test(check)) return {};
  return {
    ...(path === '/' ? {} : { path: { value: path, because: `${path} in ${because}` } }),
    ...(port === undefined ? {} : { port: Number(port) }),
  };
}
