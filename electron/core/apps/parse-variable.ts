import type { VariableValue } from '../../../shared/model/app-config.ts';
import { didYouMean } from '../runtime/near-miss.ts';
import { parseSecretReference } from './parse-secret-reference.ts';
import { bad, good, shown, textOf, type Parsed } from './parsed.ts';
import { isPlainMap } from './config-field.ts';
import type { PathBase } from './resolve-user-path.ts';

/** One entry of `environment`: text, a number, `true`, or `{ secret: REFERENCE }`. */
export function parseVariable(raw: unknown, name: string, base: PathBase): Parsed<VariableValue> {
  if (!/^[^\s=\0]+$/.test(name)) return bad(`has a name that no variable can have: ${shown(name)}`);
  if (!isPlainMap(raw)) return parsePlainValue(raw, name);
  const keys = Object.keys(raw);
  if (keys.length === 1 && 'secret' in raw) return parseSecretReference(raw['secret'], base);
  const near = didYouMean(keys.find((key) => key !== 'secret') ?? '', ['secret']);
  return bad(
    'must be a value or `{ secret: … }`',
    near ?? 'Write for example `{ secret: "env:DB_PASSWORD" }`.',
  );
}

/** One entry of a map of plain texts (`args`, `labels`). */
export function parsePlainValue(raw: unknown, name: string): Parsed<string> {
  if (name === '' || raw === undefined) {
    return bad(`is not NAME=value: ${shown(name)}`, `Write \`${name || 'NAME'}=value\`.`);
  }
  const text = textOf(raw);
  if (text === undefined) return bad(`must be text, not ${shown(raw)}`, 'Put the value in quotes.');
  return text.includes('\0') ? bad('holds a NUL character') : good(text);
}
