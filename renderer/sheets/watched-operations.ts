/**
 * Operations whose beginning an open sheet waits for: when one of them does not begin, the sheet says so, and nobody else has
 * to.
 */
export const watchedOperations = new Set<string>();
