import { bad, good, shown, textOf, type Parsed } from './parsed.ts';

/** A command as a list of arguments, or as one string that is split at spaces like a shell would, quotes observed. */
export function parseCommand(raw: unknown): Parsed<readonly string[]> {
  if (typeof raw === 'string') return notEmpty(splitCommand(raw));
  if (!Array.isArray(raw)) {
    return bad(`must be a list or a string, not ${shown(raw)}`, 'Write for example `["node", "server.js"]`.');
  }
  const words: string[] = [];
  for (const word of raw as readonly unknown[]) {
    const text = textOf(word);
    if (text === undefined) {
      return bad(`must be a list of strings, but holds ${shown(word)}`, 'Put the argument in quotes.');
    }
    if (text.includes('\0')) return bad('holds a NUL character');
    words.push(text);
  }
  return notEmpty(good(words));
}

function notEmpty(words: Parsed<readonly string[]>): Parsed<readonly string[]> {
  return words.ok && (words.value[0] ?? '') === '' ? bad('is empty') : words;
}

/**
 * Words of a command line by the quoting rules of POSIX shells (single quotes, double quotes, backslash); nothing is
 * expanded and nothing is run.
 */
export function splitCommand(text: string): Parsed<readonly string[]> {
  const words: string[] = [];
  let word: string | undefined;
  let quote: '"' | "'" | undefined;
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index);
    const next = text[index + 1];
    if (char === '\0') return bad('holds a NUL character');
    if (quote === undefined && /\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (quote === undefined && (char === '"' || char === "'")) {
      quote = char;
      word ??= '';
    } else if (char === quote) {
      quote = undefined;
    } else if (char === '\\' && quote !== "'") {
      if (next === undefined) return bad('ends with a backslash');
      // Inside double quotes a backslash only escapes these (POSIX 2.2.3); before anything else it is itself.
      const escapes = quote === undefined || '"\\$`'.includes(next);
      word = (word ?? '') + (escapes ? next : char + next);
      index++;
    } else {
      word = (word ?? '') + char;
    }
  }
  if (quote !== undefined) return bad(`has a ${quote} that is never closed`);
  if (word !== undefined) words.push(word);
  return good(words);
}

/** What a string command holds that only a shell would act on, or undefined: `&&`, `|`, `>`, `$HOME` … */
export function shellSyntax(text: string): string | undefined {
  return /(?<=^|\s)(&&|\|\|?|;|[<>]{1,2}|2>&1)(?=\s|$)|\$\{?\w+/.exec(text)?.[0];
}
