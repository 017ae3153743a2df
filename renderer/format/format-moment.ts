/**
 * A moment exactly, in this machine's time zone and always in the same form, so that it sorts and can be compared with a
 * log: `2026-03-04 14:02:09`.
 * @param at milliseconds since 1970
 */
export function formatMoment(at: number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '?';
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${formatClockTime(at)}`;
}

/**
 * The time of day: `14:02:09`.
 * @param at milliseconds since 1970
 */
export function formatClockTime(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((value) => String(value).padStart(2, '0'))
    .join(':');
}
