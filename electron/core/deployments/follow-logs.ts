import type { Colour } from '../../../shared/model/colour.ts';
import type { LogLine } from '../engine/engine.ts';
import { Failure } from '../runtime/failure.ts';
import { mergeStreams } from '../runtime/merge-streams.ts';
import type { DeploymentDeps } from './deployment-deps.ts';
import type { LogRequest } from './log-request.ts';
import { observeBerth, type ObservedBerth } from './planning/observe-berth.ts';
import { findEnvironment, hostsOf } from './planning/resolve-names.ts';

/** Lines of the containers that serve (or of those asked for), of all replicas on all hosts, as they come. */
export async function* followLogs(
  deps: DeploymentDeps,
  request: LogRequest,
): AsyncGenerator<LogLine & { readonly container: string }> {
  const environment = findEnvironment(deps, request.environment);
  const sources: AsyncIterable<LogLine & { readonly container: string }>[] = [];
  for (const host of hostsOf(deps, environment)) {
    const engine = await deps.engineOf(host.id);
    const observed = await observeBerth(engine, request.app, environment.name);
    const active = deps.stores.berths.get(request.app, environment.name, host.id)?.active;
    for (const { id, name } of choose(observed, active, request.colour)) {
      const lines = engine.containers.logs(id, {
        follow: request.follow ?? false,
        ...(request.tail === undefined ? {} : { tail: request.tail }),
        ...(request.signal === undefined ? {} : { signal: request.signal }),
      });
      sources.push(named(lines, name));
    }
  }
  if (sources.length === 0) {
    throw new Failure(
      'placement.empty',
      `Nothing of ${request.app} is there in ${request.environment}, so it has no log.`,
    );
  }
  yield* mergeStreams(sources);
}

function choose(
  observed: ObservedBerth,
  active: Colour | undefined,
  wanted: LogRequest['colour'],
): readonly { readonly id: string; readonly name: string }[] {
  if (wanted === 'edge') return observed.edge === undefined ? [] : [observed.edge];
  if (wanted === 'both') return [...observed.colours.blue, ...observed.colours.green];
  const colour = wanted ?? active;
  return colour === undefined ? [] : observed.colours[colour];
}

async function* named(lines: AsyncIterable<LogLine>, container: string) {
  for await (const line of lines) yield { ...line, container };
}
