/** A number and its noun: `1 host`, `3 hosts`, `12 400 rows`; thousands are set apart by a narrow space. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`;
}

/** A whole number with its thousands set apart: `412`, `12 400`. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '?';
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
