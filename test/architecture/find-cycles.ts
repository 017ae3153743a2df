/**
 * Groups of files that import each other, directly or by way of others; each group sorted, and the groups too. Imports of
 * types count: whoever reads one file of a group has to read them all.
 *
 * @param imports for every file, the files that it imports
 * @see Tarjan, Depth-First Search and Linear Graph Algorithms (1972), for strongly connected components
 */
export function findCycles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const cycles: string[][] = [];

  const visit = (file: string): number => {
    const place = order.size;
    let low = place;
    order.set(file, place);
    open.push(file);
    for (const target of imports.get(file) ?? []) {
      if (!order.has(target)) low = Math.min(low, visit(target));
      else if (open.includes(target)) low = Math.min(low, lowest.get(target) ?? order.get(target) ?? low);
      lowest.set(file, low);
    }
    if (low === place) {
      const group = open.splice(open.indexOf(file));
      if (group.length > 1 || imports.get(file)?.includes(file) === true) cycles.push(group.sort());
    }
    return low;
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return cycles.sort((a, b) => (a[0] ?? '').localeCompare(b[0] ?? ''));
}
