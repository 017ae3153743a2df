import type { Colour } from '../../../shared/model/colour.ts';
import type { Clock } from '../runtime/clock.ts';
import { Failure } from '../runtime/failure.ts';
import { startPatience } from '../runtime/start-patience.ts';
import type { EdgeLine } from './edge-line.ts';
import { parseServerName, serverArguments, serverName } from './edge-server.ts';
import type { EdgeServer } from './edge-server.ts';
import { backendOf } from './gate.ts';
import { parseShowStat } from './parse-show-stat.ts';
import { command } from './run-command.ts';

/** How long a server that is to go may keep what it is answering, milliseconds; then its sessions are shut down. */
const REMOVAL_PATIENCE_MS = 300;
const REMOVAL_LIMIT_MS = 5000;

/** A server of the running process. `up`: HAProxy would send traffic to it. */
export interface RunningServer extends EdgeServer {
  readonly up: boolean;
}

/** The servers that the running process has in a colour. */
export async function listServers(line: EdgeLine, colour: Colour): Promise<readonly RunningServer[]> {
  const rows = parseShowStat(await line.haproxy(`show stat ${backendOf(colour)} 4 -1`));
  return rows.map((row) => {
    const server = parseServerName(row.name);
    if (server) return { ...server, up: row.text('status').startsWith('UP') };
    throw new Failure('edge.failed', `The edge has a server that Twinberth did not put there: ${row.name}.`, {
      server: row.name,
    });
  });
}

/**
 * Adds a server with its checks on. HAProxy takes every server for up when it leaves maintenance; `down` takes that back,
 * so that it only counts as up after its full number of good checks.
 */
export async function addServer(
  line: EdgeLine,
  colour: Colour,
  server: EdgeServer,
  health: 'up' | 'down',
): Promise<void> {
  const path = pathOf(colour, server);
  await command(line, `add server ${path} ${serverArguments(server)}`, /New server registered/);
  await command(line, `enable health ${path}`);
  await command(line, `set server ${path} state ready`);
  await command(line, `set server ${path} health ${health}`);
}

/**
 * HAProxy deletes a server only when nothing is connected to it, so what outlives a moment of patience is shut down, and
 * idle connections are closed.
 */
export async function removeServer(
  line: EdgeLine,
  clock: Clock,
  colour: Colour,
  server: EdgeServer,
): Promise<void> {
  const path = pathOf(colour, server);
  await command(line, `set server ${path} state maint`);
  const patience = startPatience(clock, REMOVAL_LIMIT_MS);
  for (let attempt = 0; ; attempt += 1) {
    const answer = await line.haproxy(`del server ${path}`);
    if (/Server deleted|No such server/.test(answer)) return;
    if (patience.isOver()) {
      throw new Failure('edge.failed', `HAProxy did not let go of the server ${path}: ${answer}`, {
        haproxy: answer,
      });
    }
    if (patience.waited() > REMOVAL_PATIENCE_MS) await command(line, `shutdown sessions server ${path}`);
    await closeIdleConnections(line, path, server, attempt);
    await clock.sleep(10);
  }
}

/**
 * Maintenance closes those that are idle when it begins, and HAProxy 2.6 keeps those that become so later. Another address
 * closes them too; a server that gets no request any more may have any.
 */
async function closeIdleConnections(
  line: EdgeLine,
  path: string,
  { address }: EdgeServer,
  attempt: number,
): Promise<void> {
  const port = 1 + (attempt % 2);
  await command(line, `set server ${path} addr ${address} port ${port}`, /port changed|nothing changed/);
}

function pathOf(colour: Colour, server: EdgeServer): string {
  return `${backendOf(colour)}/${serverName(server)}`;
}
