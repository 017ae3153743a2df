import type { DriftFinding } from '../../../shared/model/drift.ts';
import type { ContainerSetup } from '../engine/container-setup.ts';
import type { ContainerState } from '../engine/engine.ts';

/** A difference before it is known since when it has been there. */
export interface FoundDrift extends Omit<DriftFinding, 'since'> {
  /** Tells it from the placement's other findings, the same at every scan. */
  readonly id: string;
}

/** What is compared of one container; the caller adds whose it is. */
export type Difference = Pick<
  FoundDrift,
  'id' | 'kind' | 'what' | 'severity' | 'expected' | 'observed' | 'healing'
>;

/** Says that something differs, if it does; an expectation that is not known is none. */
export type Differ = (
  kind: Difference['kind'],
  id: string,
  name: string,
  expected: string | undefined,
  observed: string,
) => readonly Difference[];

/** A container as the engine describes it. */
export interface SeenContainer {
  readonly state: ContainerState;
  readonly setup: ContainerSetup;
}
