/** Where the arrow keys can go: rows of cells, each with at least one stop. */
export type GridStops = readonly (readonly (readonly string[])[])[];

export function appStop(app: string): string {
  return `app ${app}`;
}

export function emptyStop(app: string, environment: string): string {
  return `none ${app}/${environment}`;
}

/**
 * The stop that a key leads to: arrows, Home and End in the row, with Ctrl in the whole board, Page Up and Down.
 * @param pageRows how many rows a page has
 * @returns undefined when the key leads nowhere
 */
export function nextStop(
  stops: GridStops,
  current: string,
  { key, ctrlKey }: { readonly key: string; readonly ctrlKey: boolean },
  pageRows: number,
): string | undefined {
  const { row, column, place } = find(stops, current);
  const cell = stops[row]?.[column] ?? [];
  switch (key) {
    case 'ArrowLeft':
      return stopAt(stops, row, column - 1, 0);
    case 'ArrowRight':
      return stopAt(stops, row, column + 1, 0);
    case 'ArrowDown':
      return place + 1 < cell.length ? cell[place + 1] : stopAt(stops, row + 1, column, 0);
    case 'ArrowUp':
      return place > 0 ? cell[place - 1] : stopAt(stops, row - 1, column, -1);
    case 'PageDown':
      return stopAt(stops, Math.min(row + pageRows, stops.length - 1), column, 0);
    case 'PageUp':
      return stopAt(stops, Math.max(row - pageRows, 0), column, 0);
    case 'Home':
      return stopAt(stops, ctrlKey ? 0 : row, 0, 0);
    case 'End':
      return stopAt(stops, ctrlKey ? stops.length - 1 : row, (stops[row]?.length ?? 1) - 1, 0);
    default:
      return undefined;
  }
}

/** Row of a stop; -1: it is in none. */
export function rowOfStop(stops: GridStops, stop: string): number {
  return stops.findIndex((row) => row.some((cell) => cell.includes(stop)));
}

function find(stops: GridStops, stop: string): { row: number; column: number; place: number } {
  const row = Math.max(0, rowOfStop(stops, stop));
  const column = Math.max(0, stops[row]?.findIndex((cell) => cell.includes(stop)) ?? 0);
  return { row, column, place: Math.max(0, stops[row]?.[column]?.indexOf(stop) ?? 0) };
}

function stopAt(stops: GridStops, row: number, column: number, place: number): string | undefined {
  return stops[row]?.[column]?.at(place);
}
