import type { Colour } from '../../../../shared/model/colour.ts';
import type { PlacementConfig } from '../../../../shared/model/app-config.ts';
import type { ReplicaEvidence } from '../../../../shared/model/deployment.ts';
import type { EdgeState } from '../../edge/edge.ts';
import type { Engine } from '../../engine/engine.ts';
import type { ObservedReplica } from '../planning/observe-berth.ts';
import { redactSecrets } from './redact-secrets.ts';

/** How much of each replica's output is kept when its deployment fails. */
export const EVIDENCE_LINES = 200;

/**
 * What the replicas of a colour leave behind, read before they are removed; the values of secrets are taken out. Never
 * rejects: half of it is better than none.
 */
export async function collectEvidence(
  engine: Engine,
  colour: Colour,
  replicas: readonly Pick<ObservedReplica, 'id' | 'name' | 'replica'>[],
  edge: EdgeState | undefined,
  variables: PlacementConfig['environment'],
): Promise<readonly ReplicaEvidence[]> {
  return Promise.all(
    replicas.map(async ({ id, name, replica }): Promise<ReplicaEvidence> => {
      const [state, logLines] = await Promise.all([
        engine.containers.inspect(id).catch(() => undefined),
        readLastLines(engine, id),
      ]);
      const check = edge?.replicas.find((seen) => seen.colour === colour && seen.replica === replica)?.check;
      const redact = redactSecrets(variables, state?.environment ?? []);
      const ended = state !== undefined && !state.running && state.status !== 'created';
      return {
        container: name,
        replica,
        state: redact(describe(state)),
        oomKilled: state?.oomKilled ?? false,
        // Without its environment nobody knows what must not be kept.
        logLines: state === undefined ? [] : logLines.map(redact),
        healthLog: (state?.health?.log ?? []).map(redact),
        ...(ended ? { exitCode: state.exitCode } : {}),
        ...(check === undefined ? {} : { edgeCheck: check }),
      };
    }),
  );
}

function describe(state: { readonly status: string; readonly error: string } | undefined): string {
  if (state === undefined) return 'gone';
  return state.error === '' ? state.status : `${state.status}: ${state.error}`;
}

async function readLastLines(engine: Engine, id: string): Promise<readonly string[]> {
  const lines: string[] = [];
  try {
    for await (const line of engine.containers.logs(id, { tail: EVIDENCE_LINES })) lines.push(line.text);
  } catch {
    if (lines.length === 0) return ['(its log could not be read)'];
  }
  return lines.slice(-EVIDENCE_LINES);
}
