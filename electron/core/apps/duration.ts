import { bad, good, shown, type Parsed } from './parsed.ts';

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

const PART = /(\d+(?:\.\d+)?)(ms|min|s|m|h|d)/y;

export interface DurationLimits {
  /** Milliseconds, inclusive. Default 0. */
  readonly min?: number;
  /** Milliseconds, inclusive. Default one year. */
  readonly max?: number;
}

const YEAR = 365 * 86_400_000;

/**
 * `500ms`, `1s`, `1.5s`, `5m`, `1h30m`, `7d`, each unit at most once and larger ones first; `min` is `m`; `0` needs no unit. Gives
 * whole milliseconds.
 */
export function parseDuration(raw: unknown, limits: DurationLimits = {}): Parsed<number> {
  const { min = 0, max = YEAR } = limits;
  const read = readDuration(raw);
  if (!read.ok) return read;
  if (read.value < min) return bad(`must be at least ${formatDuration(min)}, not ${shown(raw)}`);
  if (read.value > max) return bad(`must be at most ${formatDuration(max)}, not ${shown(raw)}`);
  return read;
}

function readDuration(raw: unknown): Parsed<number> {
  if (raw === 0 || raw === '0') return good(0);
  if (typeof raw === 'number') {
    return bad(`has no unit (${shown(raw)})`, raw > 0 ? `Did you mean \`${raw}s\`?` : undefined);
  }
  if (typeof raw !== 'string') return bad(`must be a duration, not ${shown(raw)}`, EXAMPLES);
  const text = raw.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return bad(`has no unit (${shown(text)})`, `Did you mean \`${text}s\`?`);
  const total = sumParts(text);
  return total === undefined ? bad(`is not a duration: ${shown(raw)}`, EXAMPLES) : good(total);
}

const EXAMPLES = 'Write for example `500ms`, `10s`, `5m`, `1h30m` or `7d`.';

function sumParts(text: string): number | undefined {
  let total = 0;
  let smallest = Infinity;
  let position = 0;
  while (position < text.length) {
    PART.lastIndex = position;
    const [whole, amount, unit] = PART.exec(text) ?? [];
    const size = unit === undefined ? undefined : UNITS[unit];
    if (whole === undefined || size === undefined || size >= smallest) return undefined;
    total += Number(amount) * size;
    smallest = size;
    position += whole.length;
  }
  return position === 0 ? undefined : Math.round(total);
}

/** Whole milliseconds in the spelling that `parseDuration` reads: `90000` is `1m30s`. */
export function formatDuration(ms: number): string {
  let rest = Math.max(0, Math.round(ms));
  if (rest === 0) return '0s';
  let text = '';
  for (const unit of ['d', 'h', 'm', 's', 'ms']) {
    const size = UNITS[unit] ?? 1;
    const amount = Math.floor(rest / size);
    if (amount > 0) text += `${amount}${unit}`;
    rest -= amount * size;
  }
  return text;
}
