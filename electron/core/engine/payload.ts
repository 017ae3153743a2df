import { z } from 'zod';

/*
 * Shapes that many of the engine's answers share. Answers are checked once, where they arrive: keys that are not needed
 * are dropped, and what Go's JSON leaves out or writes as null (empty slices and maps) is read as empty.
 */

export const strings = z
  .array(z.string())
  .nullish()
  .transform((value): readonly string[] => value ?? []);

export const stringMap = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value): Readonly<Record<string, string>> => value ?? {});

/** Keys of a Go `map[string]struct{}`: exposed ports, volumes. */
export const keys = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value): readonly string[] => Object.keys(value ?? {}));

export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

export const count = z
  .number()
  .nullish()
  .transform((value) => value ?? 0);

export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

/** An RFC 3339 time as milliseconds since 1970; Go's zero time, year 1, is undefined. */
export const time = text.transform((value): number | undefined => {
  const at = Date.parse(value);
  return Number.isNaN(at) || at <= 0 ? undefined : at;
});

/** Podman's older versions leave the algorithm out. */
export function asDigest(id: string): string {
  return /^[0-9a-f]{64}$/.test(id) ? `sha256:${id}` : id;
}
