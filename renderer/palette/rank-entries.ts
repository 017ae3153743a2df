import { matchText } from './match-text.ts';
import type { PaletteEntry } from './palette-entry.ts';

export interface RankedEntry {
  readonly entry: PaletteEntry;
  /** Characters of its label that were found. */
  readonly places: readonly number[];
}

/** Entries with what is looked for in them, made once for as long as the palette is open. */
export type SearchableEntry = readonly [entry: PaletteEntry, label: string, words: string];

/** Found by another word than those that are seen. */
const HIDDEN_WORD = 0.5;
/** What was used last counts as so much better, and what was used before it a little less. */
const RECENT = 40;
/** For each character: of two labels that both fit, the shorter says less besides. */
const LONG = 0.3;

export function makeSearchable(entries: readonly PaletteEntry[]): readonly SearchableEntry[] {
  return entries.map((entry) => {
    const label = entry.label.toLowerCase();
    return [entry, label, entry.words === undefined ? '' : `${label} ${entry.words}`];
  });
}

/**
 * The best entries for what was typed, the best first.
 * @param recent ids, the last used first
 * @returns at most `limit` of them, and how many there are
 */
export function rankEntries(
  entries: readonly SearchableEntry[],
  query: string,
  recent: readonly string[],
  limit: number,
): { readonly best: readonly RankedEntry[]; readonly count: number } {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found: (RankedEntry & { readonly score: number })[] = [];
  for (const [entry, label, all] of entries) {
    const seen = matchText(words, label);
    const match = seen ?? (all === '' ? undefined : matchText(words, all));
    if (match === undefined) continue;
    const used = recent.indexOf(entry.id);
    const score =
      (seen === undefined ? HIDDEN_WORD : 1) * match.score +
      (entry.weight ?? 0) +
      (used < 0 ? 0 : RECENT / (1 + used)) -
      LONG * label.length;
    found.push({ entry, places: match.places.filter((place) => place < label.length), score });
  }
  found.sort((a, b) => b.score - a.score);
  return { best: found.slice(0, limit), count: found.length };
}
