import { bad, good, shown, type Parsed } from './parsed.ts';

/** A whole number between two bounds, inclusive. */
export function parseCount(raw: unknown, min: number, max: number): Parsed<number> {
  const value = typeof raw === 'string' && /^-?\d+$/.test(raw) ? Number(raw) : raw;
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max)
    return good(value);
  return bad(`must be a whole number between ${min} and ${max}, not ${shown(raw)}`);
}

/** A number of cores, above 0: `2`, `0.5`, `"0.5"`. */
export function parseCpus(raw: unknown): Parsed<number> {
  const value = typeof raw === 'string' && /^\d*\.?\d+$/.test(raw) ? Number(raw) : raw;
  if (typeof value === 'number' && value >= 0.01 && value <= 4096) return good(value);
  return bad(`must be a number of cores, not ${shown(raw)}`, 'Write for example `0.5` or `2`.');
}

export function parseSwitch(raw: unknown): Parsed<boolean> {
  return typeof raw === 'boolean' ? good(raw) : bad(`must be \`true\` or \`false\`, not ${shown(raw)}`);
}

/** Text that is not empty; with `pattern`, of that form. Numbers are taken as they are written. */
export function parseText(raw: unknown, pattern?: RegExp): Parsed<string> {
  const text = typeof raw === 'number' ? String(raw) : raw;
  if (typeof text !== 'string') return bad(`must be text, not ${shown(raw)}`);
  if (text === '') return bad('is empty');
  // A NUL ends a string in the engine, a line end breaks the line it is put on.
  if (/[\0-\x1f\x7f]/.test(text)) return bad('holds a control character');
  return pattern === undefined || pattern.test(text)
    ? good(text)
    : bad(`has a value that is not possible: ${shown(raw)}`);
}

/** One of a few words. */
export function parseChoice<T extends string>(raw: unknown, choices: readonly T[]): Parsed<T> {
  const choice = choices.find((each) => each === raw);
  if (choice !== undefined) return good(choice);
  const list = choices.map((each) => `\`${each}\``).join(', ');
  return bad(`must be one of ${list}, not ${shown(raw)}`);
}

/** What HAProxy sends as the request's target: an absolute path without spaces. */
export function parseHealthPath(raw: unknown): Parsed<string> {
  const text = parseText(raw);
  if (!text.ok) return text;
  if (!text.value.startsWith('/'))
    return bad(`must begin with \`/\`, not ${shown(raw)}`, `Did you mean \`/${text.value}\`?`);
  return /^[!-~]+$/.test(text.value) ? text : bad('may only hold printable ASCII characters without spaces');
}

/** `[registry/]name[:tag][@digest]`, loosely: the engine has the last word. */
export function parseReference(raw: unknown): Parsed<string> {
  const text = parseText(raw);
  if (!text.ok) return text;
  if (/^[\w][\w./:@-]*$/.test(text.value)) return text;
  return bad(`is not an image's name: ${shown(raw)}`, 'Write for example `nginx:1.29`.');
}
