import type { ReleaseChange } from '../../../shared/model/release-views.ts';

/** Names and values; an empty value says no more than that the name is there. */
export type Facts = readonly (readonly [name: string, value: string])[];

/** A value that fills a screen helps nobody to see what changed. Characters. */
const LONGEST = 1000;

/** One line for each name that only one side has or that the two have otherwise, by name. */
export function compareFacts(what: ReleaseChange['what'], from: Facts, to: Facts): readonly ReleaseChange[] {
  const before = new Map(from);
  const after = new Map(to);
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((name): ReleaseChange[] => {
    const [old, now] = [before.get(name), after.get(name)];
    if (old === now) return [];
    const kind = old === undefined ? 'added' : now === undefined ? 'removed' : 'changed';
    return [{ kind, what, name, ...shown('before', old), ...shown('after', now) }];
  });
}

function shown<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  if (value === undefined || value === '') return {};
  const text = value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  return { [key]: text } as Record<K, string>;
}
