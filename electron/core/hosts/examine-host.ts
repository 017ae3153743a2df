import { formatEndpoint, type Host } from '../../../shared/model/host.ts';
import { formatDuration } from '../apps/duration.ts';
import type { DoctorFinding } from '../core.ts';
import type { Engine, EngineInfo } from '../engine/engine.ts';
import { toFailure } from '../runtime/failure.ts';
import { hostWarnings } from './check-host.ts';
import { describeLock, listStrangeLocks } from './examine-locks.ts';
import { examineOrphans } from './examine-orphans.ts';
import type { DoctorDeps } from './doctor-deps.ts';

/** A soak or a standby that is judged by two clocks is off by so much at most. Milliseconds. */
const SKEW_MS = 5_000;

/** One engine: whether it answers, what it lacks, and what is on it that nobody knows. */
export async function examineHost(deps: DoctorDeps, host: Host): Promise<readonly DoctorFinding[]> {
  const place = `${host.name} (${formatEndpoint(host.endpoint)})`;
  try {
    const engine = await deps.engineOf(host.id);
    const asked = deps.clock.now();
    const info = await engine.info();
    return [
      { level: 'ok', what: `${place} answers: ${describeEngine(info)}.` },
      ...hostWarnings(host, info).map((what): DoctorFinding => ({ level: 'warning', what })),
      ...examineClock(host, info, (asked + deps.clock.now()) / 2),
      await examineEdgeImage(deps, host, engine),
      ...(await listStrangeLocks(deps, host, engine)).map((lock) => describeLock(deps, lock)),
      ...(await examineOrphans(deps, host, engine)),
    ];
  } catch (error) {
    const failure = toFailure(error);
    return [
      {
        level: 'problem',
        what: `${place} does not answer: ${failure.message}`,
        wayOut: `Start it, or forget it: \`twinberth host rm ${host.name}\`.`,
      },
    ];
  }
}

function describeEngine(info: EngineInfo): string {
  const name = info.flavour === 'podman' ? 'Podman' : 'Docker';
  return `${name} ${info.version}, API ${info.apiVersion}, ${info.os}/${info.architecture}, ${info.imageStore} image store`;
}

function examineClock(host: Host, info: EngineInfo, now: number): readonly DoctorFinding[] {
  const skew = info.clock === undefined ? 0 : info.clock - now;
  if (Math.abs(skew) <= SKEW_MS) return [];
  return [
    {
      level: 'warning',
      what: `The clock of ${host.name} is ${formatDuration(Math.abs(skew))} ${skew > 0 ? 'ahead of' : 'behind'} this machine's.`,
      wayOut: 'Synchronise both (NTP): ages, soak times and logs are compared between them.',
    },
  ];
}

async function examineEdgeImage(deps: DoctorDeps, host: Host, engine: Engine): Promise<DoctorFinding> {
  const { image } = deps.settings.defaults.edge;
  if ((await engine.images.inspect(image)) !== undefined) {
    return { level: 'ok', what: `${host.name} has the edge image ${image}.` };
  }
  return {
    level: 'warning',
    what: `${host.name} does not have the edge image ${image} yet; the first deployment pulls it.`,
    wayOut:
      'Without a way to a registry: `docker load` it there, or set TWINBERTH_EDGE_IMAGE to one that is there.',
  };
}
