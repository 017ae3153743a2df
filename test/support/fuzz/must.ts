import { Failure } from '../../../electron/core/runtime/failure.ts';

/** What a property says of a case. */
export function must(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

/** Whether it did what was asked of it, or refused in one of these ways. */
export function refusesOnlyWith(refusal: (error: unknown) => boolean, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!refusal(error)) throw error;
  }
}

export const isFailure = (error: unknown): boolean => error instanceof Failure;
