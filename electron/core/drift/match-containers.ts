import type { Colour } from '../../../shared/model/colour.ts';
import { edgeName } from '../edge/edge-spec.ts';
import type { ContainerSummary } from '../engine/engine.ts';
import { LABEL } from '../engine/labels.ts';

/** The containers of a colour as they were recorded: what they are called, first replica first. */
export interface RecordedColour {
  readonly colour: Colour;
  readonly deployment: string;
  readonly names: readonly string[];
}

interface HasSummary {
  readonly summary: ContainerSummary;
}

export interface Matched<P extends HasSummary> {
  readonly edge: P | undefined;
  /** By colour and replica, `blue 1`. */
  readonly replicas: ReadonlyMap<string, P>;
  readonly extras: readonly P[];
}

/**
 * Which container is which recorded one, by label; where several claim to be the same, the one with the recorded name is.
 * What has our labels and is nothing that was recorded is extra; locks and tests come and go by themselves. Pure.
 */
export function matchContainers<P extends HasSummary>(
  app: string,
  environment: string,
  colours: readonly RecordedColour[],
  parts: readonly P[],
): Matched<P> {
  const replicas = new Map<string, P>();
  const known = new Set<P>();
  for (const { colour, deployment, names } of colours) {
    for (const [index, name] of names.entries()) {
      const replica = index + 1;
      const found = pick(
        parts,
        name,
        (labels) =>
          labels[LABEL.role] === 'replica' &&
          labels[LABEL.colour] === colour &&
          labels[LABEL.deployment] === deployment &&
          labels[LABEL.replica] === String(replica),
      );
      if (found === undefined) continue;
      replicas.set(`${colour} ${replica}`, found);
      known.add(found);
    }
  }
  const edge = pick(parts, edgeName({ app, environment }), (labels) => labels[LABEL.role] === 'edge');
  if (edge !== undefined) known.add(edge);
  const passing = new Set(['lock', 'test']);
  const extras = parts.filter(
    (part) => !known.has(part) && !passing.has(part.summary.labels[LABEL.role] ?? ''),
  );
  return { edge, replicas, extras };
}

function pick<P extends HasSummary>(
  parts: readonly P[],
  name: string,
  claims: (labels: Readonly<Record<string, string>>) => boolean,
): P | undefined {
  const claiming = parts.filter(({ summary }) => claims(summary.labels));
  return claiming.find(({ summary }) => summary.name === name) ?? claiming[0];
}
