import { bad, good, shown, type Parsed } from './parsed.ts';

const KIB = 1024;
const FACTORS: Readonly<Record<string, number>> = { '': 1, k: KIB, m: KIB ** 2, g: KIB ** 3, t: KIB ** 4 };

/** The smallest memory limit that an engine accepts (moby `daemon/daemon_unix.go`, `linuxMinMemory`). */
export const SMALLEST_MEMORY = 6 * KIB ** 2;

/** `64m`, `1g`, `512kb`, `1.5g`, bytes without a unit; binary multiples, as Docker and Compose count. Gives whole bytes. */
export function parseSize(raw: unknown): Parsed<number> {
  if (typeof raw === 'number') {
    return Number.isSafeInteger(raw) && raw >= 0 ? good(raw) : bad(`is not a size: ${shown(raw)}`, EXAMPLES);
  }
  if (typeof raw !== 'string') return bad(`must be a size, not ${shown(raw)}`, EXAMPLES);
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/i.exec(raw.trim());
  const factor = FACTORS[match?.[2]?.toLowerCase() ?? 'none'];
  const bytes = match === null || factor === undefined ? NaN : Math.round(Number(match[1]) * factor);
  return Number.isSafeInteger(bytes) ? good(bytes) : bad(`is not a size: ${shown(raw)}`, EXAMPLES);
}

const EXAMPLES = 'Write for example `64m`, `1g`, or a number of bytes.';

/** Bytes in the largest unit that divides them: `67108864` is `64m`. */
export function formatSize(bytes: number): string {
  for (const unit of ['t', 'g', 'm', 'k']) {
    const factor = FACTORS[unit] ?? 1;
    if (bytes >= factor && bytes % factor === 0) return `${bytes / factor}${unit}`;
  }
  return String(bytes);
}

/** `5%`, or the share itself (`0.05`). Gives 0 to 1. */
export function parseShare(raw: unknown): Parsed<number> {
  const match = typeof raw === 'string' ? /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(raw.trim()) : null;
  const share = typeof raw === 'number' ? raw : Number(match?.[1] ?? NaN) / (match?.[2] === '%' ? 100 : 1);
  if (Number.isNaN(share))
    return bad(`must be a share, not ${shown(raw)}`, 'Write for example `5%` or `0.05`.');
  if (share >= 0 && share <= 1) return good(share);
  const meant = share > 1 && share <= 100 ? `Did you mean \`${share}%\`?` : undefined;
  return bad(`must be between 0% and 100%, not ${shown(raw)}`, meant);
}

/** The spelling in percent: `0.05` is `5%`. */
export function formatShare(share: number): string {
  return `${Number((share * 100).toPrecision(6))}%`;
}
