import { formatBytes } from '../../core/runtime/format-bytes.ts';
import type { Symbols } from './symbols.ts';

const BAR_COLUMNS = 24;

/** `━━━━━━────── 31.2 MB of 64.0 MB`; without a total only what has come so far. */
export function progressBar(symbols: Symbols, current: number, total: number | undefined): string {
  if (total === undefined || total <= 0) return formatBytes(current);
  const share = Math.min(1, Math.max(0, current / total));
  const full = Math.round(share * BAR_COLUMNS);
  const bar = symbols.barFull.repeat(full) + symbols.barEmpty.repeat(BAR_COLUMNS - full);
  return `${bar} ${formatBytes(current)} of ${formatBytes(total)}`;
}
