import { isFailure } from '../../runtime/failure.ts';

/** What the engine answers; undefined when it has no such thing (404). Other failures go on. */
export async function undefinedIfGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isFailure(error) && error.details['status'] === 404) return undefined;
    throw error;
  }
}
