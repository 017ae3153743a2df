/** How many streams of `show sess` belong to a backend. A client that is idle between two requests has none. */
export function countStreams(answer: string, backend: string): number {
  return answer.split('\n').filter((line) => line.includes(` be=${backend} `)).length;
}

/** Sum over a backend's servers of the connections in use, from `show servers conn BACKEND`. */
export function countUsedConnections(answer: string): number {
  const lines = answer.split('\n').map((line) => line.trim().split(/\s+/));
  const header = lines.find(([first]) => first === '#');
  const column = header ? header.indexOf('used_cur') - 1 : -1;
  if (column < 0) return 0;
  return lines
    .filter(([first]) => first?.includes('/'))
    .reduce((sum, cells) => sum + (Number(cells[column]) || 0), 0);
}
