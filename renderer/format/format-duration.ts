const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A length of time in milliseconds, worded as the command line words it: `0.4 ms`, `38 ms`, `1.4 s`, `1 min 04 s`,
 * `2 h 10 min`, `3 d 4 h`; a whole number of the larger unit stands alone (`15 min`). `?` when it is no number.
 */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return '?';
  if (ms < 0) return `-${formatDuration(-ms)}`;
  if (ms < 0.05) return '0 ms';
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${ms.toFixed(0)} ms`;
  if (ms < MINUTE - SECOND / 20) return `${(ms / SECOND).toFixed(1)} s`;
  if (ms < HOUR - SECOND / 2) return inTwoUnits(ms, [MINUTE, 'min'], [SECOND, 's'], 2);
  if (ms < DAY - MINUTE / 2) return inTwoUnits(ms, [HOUR, 'h'], [MINUTE, 'min'], 2);
  return inTwoUnits(ms, [DAY, 'd'], [HOUR, 'h'], 1);
}

type Unit = readonly [ms: number, name: string];

function inTwoUnits(ms: number, [large, largeName]: Unit, [small, smallName]: Unit, digits: number): string {
  const smalls = Math.round(ms / small);
  const perLarge = large / small;
  const whole = `${Math.floor(smalls / perLarge)} ${largeName}`;
  const rest = smalls % perLarge;
  return rest === 0 ? whole : `${whole} ${String(rest).padStart(digits, '0')} ${smallName}`;
}
