import type { DeploymentKind, DeploymentState } from '../../../shared/model/deployment.ts';

/** The two environments of a property run; `prod` shares a volume between its versions, so it is swapped by holding requests. */
export const PLACES = ['dev', 'prod'] as const;
export type PlaceName = (typeof PLACES)[number];

/** Versions that are released before a run begins, and what each is good for. */
export const GOOD = [1, 2, 3] as const;
export const NEVER_READY = 4;
export const BAD_IN_BAKE = 5;
export const VERSIONS = [...GOOD, NEVER_READY, BAD_IN_BAKE] as const;

/** What a person may ask for. `promote` takes what serves in `dev`. */
export interface Act {
  readonly kind: DeploymentKind;
  readonly into: PlaceName;
  /** Of a deploy always; of a rollback only when it names one. */
  readonly version?: number;
}

/** What disturbed an act, and where it struck, seen from the gate's swing. */
export interface Disturbance {
  readonly by: 'kill' | 'cut' | 'signal';
  readonly when: 'before the switch' | 'after the switch';
}

/**
 * The end states that an act may come to, and no others: a state is reachable only by its cause. `serving`: something good
 * served before; `version` is the one that the act runs.
 */
export function endsOf(
  version: number,
  serving: boolean,
  disturbance: Disturbance | undefined,
): readonly DeploymentState[] {
  const foundBad: DeploymentState = serving ? 'reverted' : 'failed';
  const undisturbed = undisturbedEnds(version, foundBad);
  if (disturbance === undefined) return undisturbed;
  const { by, when } = disturbance;
  if (when === 'before the switch') return by === 'kill' ? ['interrupted'] : ['interrupted', 'failed'];
  // What is left in its bake is judged by the next deployment, and one that comes at once may find nothing wrong yet.
  const judgedEarly: readonly DeploymentState[] = version === BAD_IN_BAKE ? ['live'] : [];
  // A cut in the middle of a bake may have swung the gate back before it was noticed.
  return [...undisturbed, ...judgedEarly, ...(by === 'cut' ? [foundBad] : [])];
}

function undisturbedEnds(version: number, foundBad: DeploymentState): readonly DeploymentState[] {
  switch (version) {
    case NEVER_READY:
      return ['failed'];
    case BAD_IN_BAKE:
      // On a machine that is busy its end may be seen before the switch is.
      return [foundBad, 'failed'];
    default:
      return ['live'];
  }
}

export function describeAct({ kind, into, version }: Act): string {
  return `${kind}(${into}${version === undefined ? '' : `, v${version}`})`;
}
