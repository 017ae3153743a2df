import type { DriftSeverity } from '../../../shared/model/drift.ts';
import { LABEL } from '../engine/labels.ts';
import { compareEdge } from './compare-edge.ts';
import { compareReplica } from './compare-replica.ts';
import type { DriftInput, SeenPart } from './drift-input.ts';
import { findVisits, type Visit, type Watched } from './find-visits.ts';
import type { FoundDrift } from './found-drift.ts';
import { HEALING } from './healing.ts';
import type { Matched } from './match-containers.ts';

export interface Compared {
  /** What differs now. */
  readonly differences: readonly FoundDrift[];
  /** What happened, as far as the engine remembers it. */
  readonly visits: readonly Visit[];
  /** By the id of a container, from when on its visits are worth remembering. */
  readonly watched: ReadonlyMap<string, number>;
}

/** Recorded against observed, for one placement on one host. Pure. */
export function compareBerth(input: DriftInput, matched: Matched<SeenPart>): Compared {
  const colours = input.colours.filter(({ replaced }) => !replaced);
  const partOf = (colour: string, replica: number) => matched.replicas.get(`${colour} ${replica}`);
  const watched = watchedOf(input, matched);
  return {
    differences: [
      ...colours.flatMap((colour) =>
        colour.replicas.flatMap((expected) =>
          compareReplica(input, colour, expected, partOf(colour.colour, expected.replica)),
        ),
      ),
      ...matched.extras.map(describeExtra),
      ...compareEdge(input, matched.edge),
      ...compareTag(input),
    ],
    visits: findVisits(watched, input.events),
    watched: new Map(watched.map(({ summary, since }) => [summary.id, since])),
  };
}

const ORDER: readonly DriftSeverity[] = ['serious', 'warning', 'info'];

/** The worst first. */
export function bySeverity(
  a: { readonly severity: DriftSeverity },
  b: { readonly severity: DriftSeverity },
): number {
  return ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity);
}

function watchedOf(input: DriftInput, { edge, replicas }: Matched<SeenPart>): readonly Watched[] {
  const found: Watched[] = [];
  for (const { colour, since, replaced, replicas: expected } of input.colours) {
    if (replaced) continue;
    for (const { replica } of expected) {
      const part = replicas.get(`${colour} ${replica}`);
      if (part !== undefined)
        found.push({ summary: part.summary, since, healthTest: part.seen?.setup.healthTest ?? [] });
    }
  }
  if (edge !== undefined) {
    const healthTest = edge.seen?.setup.healthTest ?? [];
    found.push({ summary: edge.summary, since: input.since, healthTest, edgePort: input.edge.appPort });
  }
  return found;
}

function describeExtra({ summary, foreign }: SeenPart): FoundDrift {
  return {
    id: `extra ${summary.id}`,
    kind: 'extra',
    what: foreign
      ? `${summary.name}: another history deployed it here (${summary.labels[LABEL.owner] ?? 'of nobody known'})`
      : `${summary.name}: it has the labels of this placement, and no deployment made it`,
    severity: 'warning',
    container: summary.name,
    expected: 'no such container',
    observed: summary.state,
    healing: foreign ? HEALING.foreign : HEALING.remove,
  };
}

function compareTag({ tag }: DriftInput): readonly FoundDrift[] {
  if (tag.expected === '' || tag.observed === tag.expected) return [];
  return [
    {
      id: 'tag',
      kind: 'tag',
      what: `the tag ${tag.name} ${tag.observed === undefined ? 'is gone' : 'points to another image'}; containers are made from the image itself, so none is wrong by that`,
      severity: 'warning',
      expected: tag.expected.slice(0, 19),
      observed: tag.observed?.slice(0, 19) ?? 'no image',
      healing: HEALING.tag,
    },
  ];
}
