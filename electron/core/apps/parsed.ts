/** What a small parser of one value says: the value, or what is wrong with it and, where one is near, what to write. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string; readonly suggestion?: string };

export function good<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

/** `message` continues the sentence "KEY …": `must be a whole number`. `suggestion` is a sentence of its own. */
export function bad(message: string, suggestion?: string): Parsed<never> {
  return suggestion === undefined ? { ok: false, message } : { ok: false, message, suggestion };
}

/** A value as it can be shown in a message: short, on one line. */
export function shown(raw: unknown): string {
  if (Array.isArray(raw)) return 'a list';
  if (raw === null || raw === undefined) return 'nothing';
  if (typeof raw === 'object') return 'a map';
  const text = (textOf(raw) ?? '').replaceAll(/\s+/g, ' ');
  return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
}

/** Text, a number or a truth value as text; undefined for everything else. */
export function textOf(raw: unknown): string | undefined {
  if (typeof raw === 'string') return raw;
  return typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : undefined;
}
