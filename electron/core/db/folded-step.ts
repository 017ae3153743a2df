import type { StepRecord } from '../../../shared/model/deployment.ts';

/** A deployment whose steps may be folded. */
export interface Foldable {
  readonly id: string;
  readonly release: string;
  readonly environment: string;
  /** Id. */
  readonly host: string;
}

export interface StepFolding {
  /**
   * Deployments of an app that began before a moment (ms since 1970), have ended, neither serve nor stand by, and whose
   * steps still take a row each.
   */
  foldable(app: string, before: number): readonly Foldable[];
  /** Puts the steps of one of those into a single text. False, and nothing was done, when it is none of them any more. */
  foldSteps(id: string): boolean;
}

/** A step in a folded text, without the names of its properties. */
export type FoldedStep = readonly [
  index: number,
  name: StepRecord['name'],
  state: StepRecord['state'],
  startedAt: number,
  durationMs: number | null,
  note: string | null,
];

/** Folded steps as rows of the table that they came from. */
export const UNFOLDED = `SELECT deployments.id AS deployment, json_extract(value, '$[0]') AS ordinal,
    json_extract(value, '$[1]') AS name, json_extract(value, '$[2]') AS state, json_extract(value, '$[3]') AS started_at,
    json_extract(value, '$[4]') AS duration_ms, json_extract(value, '$[5]') AS note
  FROM folded_steps JOIN deployments ON deployments.sequence = folded_steps.deployment, json_each(folded_steps.content)`;
