import type { CheckedInput } from '../../../shared/contract/contract.ts';

/** Which containers' lines are asked for, and how many that were printed before. */
export type LogChoice = Pick<CheckedInput<'logs.follow'>, 'of' | 'tail'>;
