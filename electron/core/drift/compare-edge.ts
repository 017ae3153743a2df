import { LABEL } from '../engine/labels.ts';
import { compareNetwork } from './compare-network.ts';
import { compareSetup } from './compare-setup.ts';
import type { ExpectedEdge, DriftInput, SeenPart } from './drift-input.ts';
import type { Difference, FoundDrift } from './found-drift.ts';
import { HEALING } from './healing.ts';

/** The edge's container, its configuration, its gate and the replicas that it knows, against the record. Pure. */
export function compareEdge(
  input: Pick<DriftInput, 'edge' | 'edgeView' | 'active'>,
  part: SeenPart | undefined,
): readonly FoundDrift[] {
  const { edge } = input;
  const name = part?.summary.name ?? edge.spec.name;
  const differences =
    part === undefined ? [gone(edge)] : [...compareContainer(edge, part), ...compareView(input)];
  return differences.map((difference) => ({
    ...difference,
    id: `edge ${difference.id}`,
    what: `${name}: ${difference.what}`,
    container: name,
  }));
}

function gone({ spec }: ExpectedEdge): Difference {
  return {
    id: 'missing',
    kind: 'edge',
    what: 'the edge is gone, and nothing listens on its port',
    severity: 'serious',
    expected: spec.name,
    observed: 'no container',
    healing: HEALING.createEdge,
  };
}

function compareContainer(edge: ExpectedEdge, { summary, seen }: SeenPart): readonly Difference[] {
  const found: Difference[] = [];
  if (summary.state !== 'running') {
    found.push({
      id: 'state',
      kind: 'edge',
      what: 'the edge does not run',
      severity: 'serious',
      expected: 'running',
      observed: summary.state,
      healing: HEALING.startEdge,
    });
  }
  const hash = summary.labels[LABEL.specHash];
  if (hash !== edge.specHash) {
    found.push({
      id: 'origin',
      kind: 'edge',
      what: 'the edge was made from another configuration',
      severity: 'warning',
      expected: edge.specHash.slice(0, 12),
      observed: hash?.slice(0, 12) ?? 'none',
      healing: HEALING.replaceEdge,
    });
  }
  if (seen !== undefined) found.push(...compareMade(edge, seen));
  return found;
}

/** Why an edge has to be replaced: what of its container is not as recorded and cannot be changed while it runs. Pure. */
export function compareMade(edge: ExpectedEdge, seen: NonNullable<SeenPart['seen']>): readonly Difference[] {
  const setup = compareSetup({ spec: edge.spec, restart: 'always', healing: HEALING.replaceEdge }, seen);
  return [
    ...setup.map((difference) =>
      difference.kind === 'restart' ? { ...difference, healing: HEALING.edgePolicy } : difference,
    ),
    ...compareNetwork(edge.spec, seen.state, HEALING.replaceEdge),
  ];
}

function compareView({
  edge,
  edgeView,
  active,
}: Pick<DriftInput, 'edge' | 'edgeView' | 'active'>): readonly Difference[] {
  if (edgeView === undefined) return [];
  if ('problem' in edgeView) {
    const what = `the edge does not say what it does: ${edgeView.problem}`;
    return [{ id: 'unread', kind: 'edge', what, severity: 'serious', healing: HEALING.replaceEdge }];
  }
  const found: Difference[] = [];
  const gate = (id: string, what: string, observed: string): void => {
    if (observed === active) return;
    found.push({
      id,
      kind: 'gate',
      what,
      severity: 'serious',
      expected: active,
      observed,
      healing: HEALING.gate,
    });
  };
  gate('gate', 'the gate is not open to what was deployed', edgeView.gate);
  gate(
    'gate-file',
    'after a restart, the gate would not be open to what was deployed',
    edgeView.gateOnRestart,
  );
  if (edgeView.configuration.trim() !== edge.configuration.trim()) {
    found.push({
      id: 'configuration',
      kind: 'edge',
      what: 'its configuration is not what this version of Twinberth writes',
      severity: 'info',
      expected: 'as written',
      observed: 'changed by hand, or written by another version',
      healing: 'nothing: it goes when the edge is replaced, as when its port changes',
    });
  }
  const servers = (list: readonly { readonly replica: number; readonly address: string }[]) =>
    list.length === 0 ? 'none' : list.map(({ replica, address }) => `${replica} at ${address}`).join(', ');
  const expected = servers(edge.servers);
  const observed = servers(edgeView.replicas.filter(({ colour }) => colour === active));
  if (expected !== observed) {
    const what = 'the edge does not send to exactly the replicas that were deployed';
    found.push({
      id: 'replicas',
      kind: 'replicas',
      what,
      severity: 'serious',
      expected,
      observed,
      healing: HEALING.anew,
    });
  }
  return found;
}
