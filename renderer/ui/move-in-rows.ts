/**
 * Where a key moves the current row of a list.
 * @param pageRows how many rows a page has
 * @returns undefined when the key moves nothing
 */
export function moveInRows(
  key: string,
  current: number,
  { count, pageRows }: { readonly count: number; readonly pageRows: number },
): number | undefined {
  const page = Math.max(1, pageRows);
  const places: Readonly<Record<string, number>> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    PageDown: current + page,
    PageUp: current - page,
    Home: 0,
    End: count - 1,
  };
  const place = places[key];
  return place === undefined || count === 0 ? undefined : Math.max(0, Math.min(place, count - 1));
}
