import type { HostCheck } from '../core.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { Engine, EngineInfo } from '../engine/engine.ts';
import type { RegistryDeps } from './registry-deps.ts';

const PINGS = 5;

/** What an engine is and how quickly it answers; rejects when it does not. */
export async function checkHost(deps: RegistryDeps, host: Host): Promise<HostCheck> {
  const engine = await deps.engineOf(host.id);
  const info = await engine.info();
  return {
    host,
    info,
    pingMs: await medianPing(deps, engine),
    edgeImage: (await hasEdgeImage(engine, deps.settings.defaults.edge.image)) ? 'present' : 'missing',
    warnings: hostWarnings(host, info),
  };
}

/** Median of a few questions to the engine that cost it nothing, milliseconds. */
export async function medianPing(
  { clock, settings }: Pick<RegistryDeps, 'clock' | 'settings'>,
  engine: Engine,
): Promise<number> {
  const times: number[] = [];
  for (let ping = 0; ping < PINGS; ping++) {
    const begin = clock.ticks();
    await hasEdgeImage(engine, settings.defaults.edge.image);
    times.push(clock.ticks() - begin);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(PINGS / 2)] ?? 0;
}

async function hasEdgeImage(engine: Engine, reference: string): Promise<boolean> {
  return (await engine.images.inspect(reference)) !== undefined;
}

/** What is different on this engine from what most people have. */
export function hostWarnings(host: Pick<Host, 'name' | 'endpoint'>, info: EngineInfo): readonly string[] {
  const warnings: string[] = [];
  if (info.flavour === 'podman') {
    warnings.push(`${host.name} is Podman, whose Docker API lacks BuildKit; builds use the classic way.`);
  } else if (info.builder === 'classic') {
    warnings.push(`${host.name} has no BuildKit; builds use the classic builder.`);
  }
  if (info.rootless) {
    warnings.push(
      `${host.name} is rootless: ports below 1024 need net.ipv4.ip_unprivileged_port_start to be lowered.`,
    );
  }
  if (host.endpoint.kind === 'tcp' && host.endpoint.tls === undefined) {
    warnings.push(`${host.name} is reached without TLS: whoever reaches that port has root on that machine.`);
  }
  return warnings;
}
