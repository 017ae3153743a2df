import type { HealthConfig } from '../../../shared/model/app-config.ts';
import type { MooredReplica } from './edge.ts';

/**
 * A replica as a HAProxy server. Its name says everything about it, so the running process can be compared with what is
 * wanted without keeping a record beside it, and a replica that moved or is checked differently is another server.
 *
 * - `fresh`: it has not had traffic yet. Checked so often that readiness is seen within a few milliseconds.
 * - `steady`: checked at the interval that was asked for, also while it fails. (HAProxy's `fastinter` counts in both
 *   directions: with a fast one, three refused connections within 100 ms would close a colour of one replica, while
 *   without it HAProxy's connection retries carry requests over an app's short restart.)
 */
export interface EdgeServer {
  readonly phase: 'fresh' | 'steady';
  readonly replica: number;
  readonly address: string;
  readonly port: number;
  readonly intervalMs: number;
  readonly rise: number;
  readonly fall: number;
}

/**
 * How often a replica is checked that has no traffic yet: while down, between good checks, and once up, milliseconds. The
 * first check comes after the first of these; never more than one is under way.
 */
const FRESH = { downMs: 10, transitionMs: 5, upMs: 100 };
/** How often a steady replica that is down is tried again, milliseconds; a refused connection costs next to nothing. */
const STEADY_DOWN_MS = 100;
/**
 * Connections to the app are kept and used again. HAProxy 2.6 gives a server that is added to the running process a limit
 * of none, so that each request would need a connection of its own; -1, no limit, is what servers from a file have.
 * Idle ones that nobody needed for so long are closed, well before the 5 s after which Node closes its end.
 */
const KEPT_CONNECTIONS = 'pool-max-conn -1 pool-purge-delay 2s';

export function edgeServer(
  replica: MooredReplica,
  health: HealthConfig,
  phase: EdgeServer['phase'],
): EdgeServer {
  const { intervalMs, rise, fall } = health;
  return {
    phase,
    replica: replica.replica,
    address: replica.address,
    port: replica.port,
    intervalMs,
    rise,
    fall,
  };
}

export function serverName(server: EdgeServer): string {
  const { phase, replica, address, port, intervalMs, rise, fall } = server;
  return `${phase}-${replica}:${address}:${port}:i${intervalMs}:r${rise}:f${fall}`;
}

/** undefined: not a server of ours. */
export function parseServerName(name: string): EdgeServer | undefined {
  const parts = /^(fresh|steady)-(\d+):([0-9.]+):(\d+):i(\d+):r(\d+):f(\d+)$/.exec(name);
  if (!parts) return undefined;
  const [, phase, replica, address, port, interval, rise, fall] = parts;
  return {
    phase: phase === 'fresh' ? 'fresh' : 'steady',
    replica: Number(replica),
    address: String(address),
    port: Number(port),
    intervalMs: Number(interval),
    rise: Number(rise),
    fall: Number(fall),
  };
}

/** The same replica, checked in the same way, whatever its phase. */
export function sameServer(a: EdgeServer, b: EdgeServer): boolean {
  return serverName({ ...a, phase: 'steady' }) === serverName({ ...b, phase: 'steady' });
}

/** What follows the name: the same words in a configuration file and in `add server`, which knows no defaults. */
export function serverArguments(server: EdgeServer): string {
  const { address, port, intervalMs, rise, fall } = server;
  const times =
    server.phase === 'fresh'
      ? `inter ${FRESH.upMs}ms fastinter ${FRESH.transitionMs}ms downinter ${FRESH.downMs}ms`
      : `inter ${intervalMs}ms fastinter ${intervalMs}ms downinter ${Math.min(intervalMs, STEADY_DOWN_MS)}ms`;
  return `${address}:${port} check ${times} rise ${rise} fall ${fall} ${KEPT_CONNECTIONS}`;
}
