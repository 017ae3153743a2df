import { isFailure } from '../runtime/failure.ts';

const REASONS = {
  unique: ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'],
  reference: ['SQLITE_CONSTRAINT_FOREIGNKEY'],
} as const;

/** Whether a failure of this history came from a row that may not be there twice, or that others refer to. */
export function violates(error: unknown, kind: keyof typeof REASONS): boolean {
  const reasons: readonly string[] = REASONS[kind];
  return isFailure(error, 'internal') && reasons.includes(String(error.details['reason']));
}
