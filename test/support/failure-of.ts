import { isFailure, type Failure } from '../../electron/core/runtime/failure.ts';

/** The failure that a promise rejects with; throws when it does not. */
export async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  try {
    await promise;
  } catch (error) {
    if (isFailure(error)) return error;
    throw error;
  }
  throw new Error('it was expected to fail, and did not');
}
