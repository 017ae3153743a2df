/** Bytes for people, in powers of 1000 as Docker prints them: `0 B`, `12.3 MB`, `1.2 GB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return unit === 0
    ? `${value} B`
    : `${value < 99.5 ? value.toFixed(1) : value.toFixed(0)} ${units[unit] ?? ''}`;
}
