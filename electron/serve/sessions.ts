import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../core/runtime/clock.ts';

/** A browser that has come in by the printed link. */
export interface Session {
  /** WebSockets that it has open. */
  connections: number;
  /** By the clock's ticks. */
  lastUsed: number;
}

export interface Sessions {
  /** A new session's secret, for the cookie; undefined when there are too many and all of them are in use. */
  begin(token: string): { readonly secret: string } | 'wrong-token' | 'too-many';
  find(secret: string | undefined): Session | undefined;
}

export interface SessionOptions {
  readonly token: string;
  /** Makes a secret of 256 bits, as text. */
  readonly makeSecret: () => string;
  readonly clock: Pick<Clock, 'ticks'>;
  readonly max: number;
  /** A session without a connection is forgotten after so many milliseconds. */
  readonly idleMs: number;
}

/**
 * The token stays good for as long as the server runs, so that the link opens on a second device, too; each use makes a
 * session of its own. Secrets are kept as digests, and found by them: neither the time of a look-up nor a dump of the memory
 * tells one.
 */
export function createSessions(options: SessionOptions): Sessions {
  const { makeSecret, clock, max, idleMs } = options;
  const expected = digest(options.token);
  const sessions = new Map<string, Session>();

  const forgetIdle = (): void => {
    for (const [key, session] of sessions)
      if (session.connections === 0 && clock.ticks() - session.lastUsed > idleMs) sessions.delete(key);
  };
  const makeRoom = (): boolean => {
    forgetIdle();
    if (sessions.size < max) return true;
    const unused = [...sessions].filter(([, { connections }]) => connections === 0);
    const [oldest] = unused.sort(([, a], [, b]) => a.lastUsed - b.lastUsed);
    return oldest !== undefined && sessions.delete(oldest[0]);
  };

  return {
    begin: (token) => {
      if (!timingSafeEqual(digest(token), expected)) return 'wrong-token';
      if (!makeRoom()) return 'too-many';
      const secret = makeSecret();
      sessions.set(keyOf(secret), { connections: 0, lastUsed: clock.ticks() });
      return { secret };
    },
    find: (secret) => {
      if (secret === undefined) return undefined;
      forgetIdle();
      const session = sessions.get(keyOf(secret));
      if (session !== undefined) session.lastUsed = clock.ticks();
      return session;
    },
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function keyOf(secret: string): string {
  return digest(secret).toString('base64');
}
