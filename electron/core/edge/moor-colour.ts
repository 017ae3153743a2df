import type { Colour } from '../../../shared/model/colour.ts';
import type { EdgeSpec, Mooring } from './edge.ts';
import { colourConfigFile, colourHealthFile } from './edge-files.ts';
import type { EdgeLine } from './edge-line.ts';
import { edgeServer, sameServer } from './edge-server.ts';
import type { EdgeServer } from './edge-server.ts';
import { addServer, listServers, removeServer, restartHealth } from './running-servers.ts';
import { healthMapValue, renderColourConfig, renderHealthFile } from './render-edge-config.ts';
import { command } from './run-command.ts';
import type { Clock } from '../runtime/clock.ts';

/**
 * Makes a colour consist of exactly the mooring's replicas: in its files, then in the running process. A replica that is
 * there already, checked in the same way, is left alone, unless the mooring says that its containers are new. `serving`:
 * traffic goes to this colour, so its replicas are checked at their steady rhythm.
 */
export async function moorColour(
  line: EdgeLine,
  clock: Clock,
  spec: EdgeSpec,
  mooring: Mooring,
  serving: boolean,
): Promise<void> {
  const { colour, health } = mooring;
  const steady = mooring.replicas.map((replica) => edgeServer(replica, health, 'steady'));
  await writeColourFiles(line, spec, colour, steady, health.path);
  await command(line, `set map ${colourHealthFile(colour)} path ${healthMapValue(health.path)}`);

  const running = await listServers(line, colour);
  const kept = running.filter((server) => steady.some((wanted) => sameServer(server, wanted)));
  const missing = steady.filter((wanted) => !running.some((server) => sameServer(server, wanted)));
  if (mooring.restarted) for (const server of kept) await restartHealth(line, colour, server);
  for (const server of missing) {
    await addServer(line, colour, { ...server, phase: serving ? 'steady' : 'fresh' }, 'down');
  }
  for (const server of running) {
    if (!kept.includes(server)) await removeServer(line, clock, colour, server);
  }
}

/** Removes every replica of a colour, in its files and in the running process. What they still answer is cut. */
export async function unmoorColour(
  line: EdgeLine,
  clock: Clock,
  spec: EdgeSpec,
  colour: Colour,
): Promise<void> {
  await line.writeFiles([[colourConfigFile(colour), renderColourConfig(spec, colour, [])]]);
  for (const server of await listServers(line, colour)) await removeServer(line, clock, colour, server);
}

/**
 * Gives a colour that is about to serve its steady rhythm of checks: HAProxy cannot change a server's intervals, so each
 * fresh server makes way for a steady one in the same state of health. Nothing is connected to a fresh server yet.
 */
export async function settleColour(
  line: EdgeLine,
  clock: Clock,
  colour: Colour,
  servers: readonly EdgeServer[],
  isUp: (server: EdgeServer) => boolean,
): Promise<void> {
  for (const server of servers.filter(({ phase }) => phase === 'fresh')) {
    await addServer(line, colour, { ...server, phase: 'steady' }, isUp(server) ? 'up' : 'down');
    await removeServer(line, clock, colour, server);
  }
}

async function writeColourFiles(
  line: EdgeLine,
  spec: EdgeSpec,
  colour: Colour,
  servers: readonly EdgeServer[],
  healthPath: string,
): Promise<void> {
  await line.writeFiles([
    [colourHealthFile(colour), renderHealthFile(healthPath)],
    [colourConfigFile(colour), renderColourConfig(spec, colour, servers)],
  ]);
}
