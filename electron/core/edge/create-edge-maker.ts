import type { EdgeMaker } from '../deployments/edge-maker.ts';
import { ownLabels } from '../deployments/planning/engine-names.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import { chooseProber } from './choose-prober.ts';
import { createEdge } from './create-edge.ts';
import type { EdgeSession } from './edge.ts';
import { edgeSpecHash, edgeVolumeName } from './edge-spec.ts';
import { openEdgeSession } from './open-edge-session.ts';

export interface EdgeMakerDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** user@machine. */
  readonly owner: string;
  readonly runLabel?: string;
}

/** Makes edges and keeps one session with each; `close` ends them all. */
export function createEdgeMaker(deps: EdgeMakerDeps): EdgeMaker & { close(): void } {
  const sessions = new Map<string, Promise<EdgeSession>>();

  const keep = (containerId: string, session: Promise<EdgeSession>): Promise<EdgeSession> => {
    const kept = session.then(
      (opened) => ({
        ...opened,
        close() {
          if (sessions.get(containerId) === kept) sessions.delete(containerId);
          opened.close();
        },
      }),
      (error: unknown) => {
        if (sessions.get(containerId) === kept) sessions.delete(containerId);
        throw error;
      },
    );
    sessions.set(containerId, kept);
    return kept;
  };
  const end = async (containerId: string): Promise<void> => {
    (await sessions.get(containerId)?.catch(() => undefined))?.close();
  };

  return {
    specHash: edgeSpecHash,
    async create(engine, { spec, host, moorings, gate }) {
      const { app, environment } = spec;
      const run = deps.runLabel === undefined ? {} : { run: deps.runLabel };
      const labels = ownLabels({
        owner: deps.owner,
        role: 'edge',
        host: host.name,
        environment,
        app,
        ...run,
      });
      const session = await createEdge(engine, { spec, moorings, gate, labels }, deps);
      await keep(session.containerId, Promise.resolve(session));
      return session.containerId;
    },
    async remove(engine, spec, containerId, volume) {
      await end(containerId);
      await engine.containers.remove(containerId);
      if (volume) await engine.volumes.remove(edgeVolumeName(spec));
    },
    session: (engine, containerId, spec) =>
      sessions.get(containerId) ?? keep(containerId, openEdgeSession(engine, containerId, spec, deps)),
    prober: (engine, request) => chooseProber(engine, request, deps),
    close() {
      for (const containerId of [...sessions.keys()]) void end(containerId);
    },
  };
}
