import { fetchStylesAgain } from './fetch-styles-again.ts';

/** Times that a part is asked for, and how long it is waited before each time but the first, milliseconds. */
const PAUSES_MS = [0, 300, 1200];

/** Parts that are being fetched. */
const parts = new Map<() => Promise<unknown>, Promise<unknown>>();

/**
 * Fetches a part of the program, and again when it did not arrive: a browser drops its requests when a network comes or goes
 * on its machine, as it does for every container that is started there. Whoever else asks for it meanwhile gets the same
 * answer. Rejects when it does not arrive in the end.
 */
export function fetchPart<T>(load: () => Promise<T>): Promise<T> {
  const known = parts.get(load);
  if (known !== undefined) return known as Promise<T>;
  const part = fetchInTurns(load).finally(() => parts.delete(load));
  parts.set(load, part);
  return part;
}

async function fetchInTurns<T>(load: () => Promise<T>): Promise<T> {
  let reason: unknown;
  for (const pause of PAUSES_MS) {
    if (pause > 0) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      await fetchStylesAgain();
    }
    try {
      return await load();
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
}
