/** The calendar day of a moment in this machine's time zone: `2026-03-04`. */
export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

const NAMES = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const NAMES_WITH_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** `Today`, `Yesterday`, `Wednesday 4 March`, `4 March 2025`; both as `dayOf` spells them. */
export function nameDay(day: string, today: string): string {
  if (day === today) return 'Today';
  const noon = noonOf(day);
  const next = new Date(noon);
  next.setDate(noon.getDate() + 1);
  if (dayOf(next.getTime()) === today) return 'Yesterday';
  return (day.slice(0, 4) === today.slice(0, 4) ? NAMES : NAMES_WITH_YEAR).format(noon).replace(',', '');
}

/** At noon, a day more or less is never a clock change away from the next date. */
function noonOf(day: string): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, 12);
}
