import type { Colour } from '../../../shared/model/colour.ts';
import type { EdgeSpec, Mooring } from './edge.ts';
import { colourConfigFile, colourHealthFile } from './edge-files.ts';
import type { EdgeLine } from './edge-line.ts';
import { edgeServer, sameServer } from './edge-server.ts';
import type { EdgeServer } from './edge-server.ts';
import { addServer, listServers, removeServer } from './running-servers.ts';
import type { RunningServer } from './running-servers.ts';
import { healthMapValue, renderColourConfig, renderHealthFile } from './render-edge-config.ts';
import { command } from './run-command.ts';
import type { Clock } from '../runtime/clock.ts';

/**
 * Makes a colour consist of exactly the mooring's replicas, in its files and in the running process; each over a stream of
 * its own, at the same time. A replica that is there already, checked in the same way, is left alone; but in a colour that
 * does not serve, one that is down, or whose container is said to be new, begins afresh, with the fast checks that show
 * soonest when it is ready.
 */
export async function moorColour(
  line: EdgeLine,
  clock: Clock,
  spec: EdgeSpec,
  mooring: Mooring,
  serving: boolean,
): Promise<void> {
  const { colour, health } = mooring;
  const wanted = mooring.replicas.map((replica) => edgeServer(replica, health, 'steady'));
  await Promise.all([
    line.writeFiles([
      [colourHealthFile(colour), renderHealthFile(health.path)],
      [colourConfigFile(colour), renderColourConfig(spec, colour, wanted)],
    ]),
    moorInProcess(line, clock, spec, mooring, wanted, serving),
  ]);
}

async function moorInProcess(
  line: EdgeLine,
  clock: Clock,
  spec: EdgeSpec,
  { colour, health, restarted = false }: Mooring,
  wanted: readonly EdgeServer[],
  serving: boolean,
): Promise<void> {
  if (spec.mode === 'http') {
    await command(line, `set map ${colourHealthFile(colour)} path ${healthMapValue(health.path)}`);
  }
  const running = await listServers(line, colour);
  const kept = running.filter(
    (server) => wanted.some((each) => sameServer(server, each)) && (serving || (server.up && !restarted)),
  );
  const missing = wanted.filter((each) => !kept.some((server) => sameServer(server, each)));
  for (const server of running) {
    if (!kept.includes(server)) await removeServer(line, clock, colour, server);
  }
  for (const server of missing) {
    await addServer(line, colour, { ...server, phase: serving ? 'steady' : 'fresh' }, 'down');
  }
}

/** Removes every replica of a colour, in its files and in the running process. What they still answer is cut. */
export async function unmoorColour(
  line: EdgeLine,
  clock: Clock,
  spec: EdgeSpec,
  colour: Colour,
): Promise<void> {
  const removeInProcess = async (): Promise<void> => {
    for (const server of await listServers(line, colour)) await removeServer(line, clock, colour, server);
  };
  await Promise.all([
    line.writeFiles([[colourConfigFile(colour), renderColourConfig(spec, colour, [])]]),
    removeInProcess(),
  ]);
}

/**
 * Gives a colour that is about to serve its steady rhythm of checks: HAProxy cannot change a server's intervals, so each
 * fresh server makes way for a steady one in the same state of health. Nothing is connected to a fresh server yet.
 */
export async function settleColour(
  line: EdgeLine,
  clock: Clock,
  colour: Colour,
  servers: readonly RunningServer[],
): Promise<void> {
  for (const server of servers.filter(({ phase }) => phase === 'fresh')) {
    await addServer(line, colour, { ...server, phase: 'steady' }, server.up ? 'up' : 'down');
    await removeServer(line, clock, colour, server);
  }
}
