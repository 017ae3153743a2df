/** A measured value for people: `749 ms`, `2.9 s`, `0.96`, `61,887`; a dash for what is no number. */
export function formatAmount(value: number, unit: string): string {
  if (Number.isNaN(value)) return '–';
  if (unit === 'ms' && Math.abs(value) >= 1000) return formatAmount(value / 1000, 's');
  const number = formatNumber(value);
  return unit === 'ratio' || unit === 'count' ? number : `${number} ${unit}`;
}

/** Three significant digits, but never more than two behind the point; whole numbers from 100 on. */
function formatNumber(value: number): string {
  const size = Math.abs(value);
  const digits = Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}
