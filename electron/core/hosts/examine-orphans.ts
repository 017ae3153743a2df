import type { Host } from '../../../shared/model/host.ts';
import type { DoctorFinding } from '../core.ts';
import type { ContainerSummary, Engine } from '../engine/engine.ts';
import { LABEL, LABEL_VERSION } from '../engine/labels.ts';
import type { DoctorDeps } from './doctor-deps.ts';

/** Test containers live as long as their tests, which may be going on. Milliseconds. */
const OLD_TEST_MS = 24 * 3_600_000;

/** Containers with our labels that no record explains. They are named and left alone: another machine may know them. */
export async function examineOrphans(
  deps: DoctorDeps,
  host: Host,
  engine: Engine,
): Promise<readonly DoctorFinding[]> {
  const containers = await engine.containers.list({ [LABEL.version]: LABEL_VERSION });
  return (
    containers
      // Locks tell whose they are, and since when.
      .filter((container) => container.labels[LABEL.role] !== 'lock' && !isExplained(deps, host, container))
      .map((container) => describeOrphan(host, container))
  );
}

/** Whether a berth, a lock or a test that may be going on accounts for a container of ours. */
export function isExplained(
  deps: Pick<DoctorDeps, 'stores' | 'clock'>,
  host: Host,
  container: ContainerSummary,
): boolean {
  const { labels } = container;
  const app = labels[LABEL.app] ?? '';
  const environment = labels[LABEL.env] ?? '';
  if (deps.stores.locks.find(app, environment, host.id) !== undefined) return true;
  const berth = deps.stores.berths.get(app, environment, host.id);
  switch (labels[LABEL.role]) {
    case 'edge':
      return berth !== undefined;
    case 'replica':
      return [berth?.blue, berth?.green].some((moored) => moored?.deployment === labels[LABEL.deployment]);
    case 'test':
      return deps.clock.now() - container.createdAt < OLD_TEST_MS;
    case undefined:
    default:
      return false;
  }
}

function describeOrphan(host: Host, container: ContainerSummary): DoctorFinding {
  const owner = container.labels[LABEL.owner] ?? 'somebody';
  const what = `Container ${container.name} on ${host.name} (${container.state}) is Twinberth's, made by ${owner}, and nothing here knows it.`;
  return {
    level: 'warning',
    what,
    wayOut: `Leave it if ${owner} manages it from elsewhere; otherwise: docker rm -f ${container.name}`,
  };
}
