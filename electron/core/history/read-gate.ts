import type { Colour } from '../../../shared/model/colour.ts';
import { COLOURS } from '../../../shared/model/colour.ts';
import type { PlacementConfig } from '../../../shared/model/app-config.ts';
import { GATE_FILE } from '../edge/edge-files.ts';
import type { EdgeState } from '../edge/edge.ts';
import { parseGate } from '../edge/gate.ts';
import { slotOfAddress } from '../deployments/planning/plan-addresses.ts';
import type { RebuildDeps } from './rebuild-deps.ts';
import type { FoundPlacement } from './survey-engine.ts';

/** Where the gate of a placement leads, and which block of addresses is its. */
export interface FoundGate {
  readonly gate: Colour | 'none';
  /** Undefined: neither the edge nor a replica has an address in the environment's network. */
  readonly slot?: number;
  /** What had to be taken for granted. */
  readonly note?: string;
}

/**
 * Asks the edge itself: the running process first, and where that does not answer, the file that it would start with. An edge
 * that does not run leads nowhere; then it is concluded from the containers.
 */
export async function readGate(
  deps: RebuildDeps,
  placement: FoundPlacement,
  subnet: string | undefined,
): Promise<FoundGate> {
  const slot = await findSlot(placement, subnet);
  const place = slot === undefined ? {} : { slot };
  const state = slot === undefined ? undefined : await askEdge(deps, placement, slot);
  if (state !== undefined) return { ...place, gate: gateOf(state) };
  const written = await readFile(placement);
  if (written !== undefined) return { ...place, gate: written };
  return { ...place, ...conclude(placement) };
}

async function findSlot(placement: FoundPlacement, subnet: string | undefined): Promise<number | undefined> {
  if (subnet === undefined) return undefined;
  const { engine, edge, colours } = placement;
  const replicas = COLOURS.flatMap((colour) => colours[colour]?.replicas ?? []);
  for (const container of [...(edge === undefined ? [] : [edge]), ...replicas]) {
    const state = await engine.containers.inspect(container.id);
    for (const address of Object.values(state?.addresses ?? {})) {
      const slot = slotOfAddress(subnet, address);
      if (slot !== undefined && slot > 0) return slot;
    }
  }
  return undefined;
}

async function askEdge(
  deps: RebuildDeps,
  placement: FoundPlacement,
  slot: number,
): Promise<Pick<EdgeState, 'gate' | 'gateOnRestart'> | undefined> {
  const config = configOfEdge(placement);
  if (config === undefined || placement.edge?.state !== 'running') return undefined;
  try {
    return await deps.edgeState(placement, { slot, config });
  } catch (error) {
    deps.log.warn('an edge did not say where its gate leads', {
      edge: placement.edge.name,
      reason: error instanceof Error ? error.message : String(error),
    });
    return undefined;
  }
}

/** Deployments may differ in the port; the edge is of the one whose port it has. */
function configOfEdge({ edge, colours }: FoundPlacement): PlacementConfig | undefined {
  const configs = COLOURS.flatMap((colour) => colours[colour]?.record?.deployment.config ?? []);
  const ports = new Set(edge?.ports.map((port) => port.containerPort));
  return configs.find((config) => config.port !== undefined && ports.has(config.port)) ?? configs[0];
}

function gateOf(state: Pick<EdgeState, 'gate' | 'gateOnRestart'>): Colour | 'none' {
  const gate = state.gate === 'hold' ? state.gateOnRestart : state.gate;
  return gate === 'hold' ? 'none' : gate;
}

async function readFile({ engine, edge }: FoundPlacement): Promise<Colour | 'none' | undefined> {
  if (edge?.state !== 'running') return undefined;
  const result = await engine.containers.exec(edge.id, ['cat', GATE_FILE], { user: '0', timeoutMs: 10_000 });
  const gate = parseGate(result.stdout);
  return result.exitCode !== 0 || gate === 'hold' ? undefined : gate;
}

/** The colour that runs; if both do or neither does, the one that was deployed last. */
function conclude({ colours }: FoundPlacement): Pick<FoundGate, 'gate' | 'note'> {
  const candidates = COLOURS.filter((colour) => colours[colour] !== undefined);
  const running = candidates.filter((colour) =>
    colours[colour]?.replicas.some((replica) => replica.state === 'running'),
  );
  const [only, ...others] = running;
  const startedAt = (colour: Colour) => colours[colour]?.record?.deployment.startedAt ?? 0;
  const [newest] = candidates.toSorted((a, b) => startedAt(b) - startedAt(a));
  const gate = only !== undefined && others.length === 0 ? only : (newest ?? 'none');
  return { gate, note: `its edge does not run, so that ${gate} serves is concluded from its containers` };
}
