import { z } from 'zod';
import { bad, good, shown, type Parsed } from './parsed.ts';

/** A schema from a parser of one value; its suggestion travels with the issue. */
export function field<T>(parse: (raw: unknown) => Parsed<T>) {
  return z.unknown().transform((raw, context): T => {
    const parsed = raw === null ? bad('has no value') : parse(raw);
    if (parsed.ok) return parsed.value;
    context.addIssue(issueOf(parsed));
    return z.NEVER;
  });
}

/** A list of things, each of which reports its own problem; one thing alone is a list of one. */
export function listOf<T>(parse: (raw: unknown) => Parsed<T>) {
  return z.preprocess(
    (raw) => (typeof raw === 'string' ? [raw] : raw),
    z.array(field(parse), { error: (issue) => `must be a list, not ${shown(issue.input)}` }),
  );
}

/**
 * `{ NAME: value }`, or Compose's list of `NAME=value`. A null in a map is kept: in an environment it takes away what the
 * app says.
 */
export function mapOrList<T>(parse: (raw: unknown, name: string) => Parsed<T>) {
  return z.unknown().transform((raw, context): Readonly<Record<string, T | null>> => {
    const entries = entriesOf(raw);
    if (!entries.ok) {
      context.addIssue(issueOf(entries));
      return z.NEVER;
    }
    const found: [string, T | null][] = [];
    for (const { name, value, place } of entries.value) {
      const parsed = value === null ? good(null) : parse(value, name);
      if (parsed.ok) found.push([name, parsed.value]);
      else context.addIssue({ ...issueOf(parsed), path: [place] });
    }
    return Object.fromEntries(found);
  });
}

/** What a map whose keys are all known may hold; `unlike` is added when it is no map at all. */
export function mapOf<S extends z.ZodRawShape>(shape: S, unlike = '') {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'invalid_type' ? `must be a map, not ${shown(issue.input)}${unlike}` : undefined,
  });
}

export function isPlainMap(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return raw !== null && typeof raw === 'object' && !Array.isArray(raw);
}

function issueOf(wrong: Extract<Parsed<never>, { ok: false }>) {
  const { message, suggestion } = wrong;
  return { code: 'custom' as const, message, params: { suggestion } };
}

interface Entry {
  readonly name: string;
  readonly value: unknown;
  /** The key of the map, or the index in the list. */
  readonly place: string | number;
}

function entriesOf(raw: unknown): Parsed<readonly Entry[]> {
  if (isPlainMap(raw)) {
    return good(Object.entries(raw).map(([name, value]) => ({ name, value, place: name })));
  }
  if (!Array.isArray(raw)) {
    return bad(`must be a map, not ${shown(raw)}`, 'Write `NAME: value` below it, indented.');
  }
  return good((raw as readonly unknown[]).map((item, place) => ({ ...splitEntry(item), place })));
}

/** `NAME=value`; without `=`, the value is undefined and every parser refuses it. */
function splitEntry(item: unknown): { readonly name: string; readonly value: unknown } {
  const text = typeof item === 'string' ? item : '';
  const equals = text.indexOf('=');
  return equals < 0
    ? { name: text, value: undefined }
    : { name: text.slice(0, equals), value: text.slice(equals + 1) };
}
