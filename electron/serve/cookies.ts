/**
 * Cookies know no ports: two servers on one machine would take each other's, so the name carries the port. Under TLS the
 * prefix `__Host-` has the browser refuse what another host of the domain would plant.
 */
export function sessionCookieName(port: number, tls: boolean): string {
  return `${tls ? '__Host-' : ''}twinberth-${port}`;
}

/** A cookie that ends with the browser, unreadable for scripts, and never sent with a request that another site makes. */
export function sessionCookie(name: string, secret: string, tls: boolean): string {
  return `${name}=${secret}; Path=/; HttpOnly; SameSite=Strict${tls ? '; Secure' : ''}`;
}

export function readCookie(header: string | undefined, name: string): string | undefined {
  const begin = `${name}=`;
  const pair = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(begin));
  return pair?.slice(begin.length);
}
