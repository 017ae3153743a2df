import type { PaletteEntry } from './palette-entry.ts';

export interface EntryGroup {
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
}

const MOST_URGENT = 4;
const FIRST = [
  'go Board',
  'go Add app',
  'go Health',
  'go History',
  'go Drift: scan for differences',
  'go Settings',
];

/** What is offered before anything was typed: what needs somebody, what was used lately, and where one usually goes. */
export function suggestEntries(
  entries: readonly PaletteEntry[],
  recent: readonly string[],
): readonly EntryGroup[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const taken = new Set<string>();
  const take = (title: string, ids: readonly string[]): readonly EntryGroup[] => {
    const some = ids.filter((id) => !taken.has(id)).flatMap((id) => byId.get(id) ?? []);
    for (const { id } of some) taken.add(id);
    return some.length === 0 ? [] : [{ title, entries: some }];
  };
  const urgent = entries.filter(({ detail }) => detail === 'failing').map(({ id }) => id);
  return [
    ...take('Needs you', urgent.slice(0, MOST_URGENT)),
    ...take('Used lately', recent),
    ...take('Go to', FIRST),
    ...take(
      'Do',
      entries
        .filter(({ id }) => id.startsWith('theme ') || id.startsWith('notifications '))
        .map(({ id }) => id),
    ),
  ];
}
