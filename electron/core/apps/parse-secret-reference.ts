import type { SecretRef } from '../../../shared/model/app-config.ts';
import { bad, good, shown, type Parsed } from './parsed.ts';
import { resolveUserPath, type PathBase } from './resolve-user-path.ts';
import { splitCommand } from './split-command.ts';

/** `env:NAME`, `file:PATH` (made absolute) or `cmd:PROGRAM ARG …`. Nothing is read here. */
export function parseSecretReference(raw: unknown, base: PathBase): Parsed<SecretRef> {
  if (typeof raw !== 'string') return bad(`must be a reference, not ${shown(raw)}`, FORMS);
  const [, kind, rest = ''] = /^(env|file|cmd):(.*)$/s.exec(raw.trim()) ?? [];
  const value = rest.trim();
  switch (kind) {
    case 'env':
      if (/^[^\s=\0]+$/.test(value)) return good({ secret: `env:${value}` });
      return bad('names no environment variable', 'Write for example `env:DB_PASSWORD`.');
    case 'file':
      if (value !== '' && !value.includes('\0'))
        return good({ secret: `file:${resolveUserPath(value, base)}` });
      return bad('names no file', 'Write for example `file:~/.secrets/db`.');
    case 'cmd': {
      const words = splitCommand(value);
      if (words.ok && words.value[0] !== undefined) {
        return good({ secret: `cmd:${withProgramPath(value, words.value, base)}` });
      }
      return bad(words.ok ? 'names no program' : words.message, 'Write for example `cmd:pass show db`.');
    }
    case undefined:
    default:
      // What was written may be the secret itself, so it is not repeated.
      return bad('is not a reference to a secret', FORMS);
  }
}

const FORMS = 'Write `env:NAME`, `file:PATH` or `cmd:PROGRAM ARG …`.';

/** A program given by a relative path lies beside the file, wherever the command is run later. */
function withProgramPath(text: string, words: readonly string[], base: PathBase): string {
  const [program = '', ...rest] = words;
  if (!/^(\.{1,2}|~)[/\\]/.test(program)) return text;
  return [resolveUserPath(program, base), ...rest].map(quoteWord).join(' ');
}

/** So that `splitCommand` gives the word back. */
function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
