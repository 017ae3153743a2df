import { moveInRows } from '../../ui/move-in-rows.ts';

const PAGE_ROWS = 10;

/** Which row a key leads to; undefined for keys that lead nowhere. A letter goes to the next row that begins with it. */
export function chooseRow(names: readonly string[], current: number, key: string): number | undefined {
  const moved = moveInRows(key, current, { count: names.length, pageRows: PAGE_ROWS });
  if (moved !== undefined) return moved;
  return key.length === 1 && key !== ' ' ? nextStartingWith(names, current, key) : undefined;
}

function nextStartingWith(names: readonly string[], current: number, letter: string): number | undefined {
  const begins = (name: string): boolean => name.toLowerCase().startsWith(letter.toLowerCase());
  const after = names.findIndex((name, place) => place > current && begins(name));
  const found = after < 0 ? names.findIndex(begins) : after;
  return found < 0 ? undefined : found;
}
