const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How far a moment is from now in one unit, never rounded up: `just now`, `40 s`, `8 min`, `2 h`, `6 d`, and `in 5 min`
 * for what is to come. Seconds go in tens, so that a board full of ages is calm.
 * @param at milliseconds since 1970
 * @param now milliseconds since 1970
 */
export function formatAge(at: number, now: number): string {
  if (!Number.isFinite(at)) return '?';
  if (at - now >= SECOND) return `in ${inOneUnit(at - now)}`;
  return now - at < 10 * SECOND ? 'just now' : inOneUnit(now - at);
}

function inOneUnit(ms: number): string {
  if (ms < 10 * SECOND) return `${Math.floor(ms / SECOND)} s`;
  if (ms < MINUTE) return `${Math.floor(ms / SECOND / 10) * 10} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`;
  return `${Math.floor(ms / DAY)} d`;
}
