import { formatSpan } from '../../core/runtime/format-duration.ts';

/** A month; what is older is shown by its date. */
const AGE_LIMIT_MS = 30 * 24 * 3_600_000;
/** Two machines' clocks may differ so much; a time that lies further ahead is shown as it is. */
const CLOCK_SLACK_MS = 60_000;

/** How long ago `at` was, both in milliseconds since 1970: `just now`, `3 min ago`, or a date when that says more. */
export function formatAge(at: number, now: number): string {
  const age = now - at;
  if (age < -CLOCK_SLACK_MS || age > AGE_LIMIT_MS) return formatExact(at);
  return age < 5000 ? 'just now' : `${formatSpan(age)} ago`;
}

/** How much time is left until `at`: `12 min left`, or `due now`. */
export function formatLeft(at: number, now: number): string {
  return at <= now ? 'due now' : `${formatSpan(at - now)} left`;
}

/** Local time to the second, `2026-11-23 04:12:09`. */
export function formatExact(at: number): string {
  const date = new Date(at);
  const pad = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day} ${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
}
