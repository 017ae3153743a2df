/** Values of variables; undefined for one that is not set. */
export type Lookup = (name: string) => string | undefined;

/**
 * Removes quotes and puts in variables as a Dockerfile does (`shell.Lex.ProcessWord` of BuildKit): `$X`, `${X}`, and the
 * modifiers `-` `+` `?` with and without colon, `#` `##` `%` `%%` `/` `//`. One that is not set is empty. Throws a
 * SyntaxError for what BuildKit refuses.
 */
export function expandWord(word: string, lookup: Lookup, escape = '\\'): string {
  const reader: Reader = { text: word, at: 0, lookup, escape };
  return readUntil(reader, undefined, false);
}

interface Reader {
  readonly text: string;
  readonly lookup: Lookup;
  readonly escape: string;
  at: number;
}

/** Reads to the stop character, which is consumed, or to the end. `raw` keeps escape characters. */
function readUntil(reader: Reader, stop: string | undefined, raw: boolean): string {
  let result = '';
  while (reader.at < reader.text.length) {
    const char = next(reader);
    if (char === stop) return result;
    if (char === '$') result += readVariable(reader);
    else if (char === "'") result += readSingleQuoted(reader);
    else if (char === '"') result += readDoubleQuoted(reader, raw);
    else if (char === reader.escape) result += (raw ? char : '') + next(reader);
    else result += char;
  }
  if (stop !== undefined) throw new SyntaxError(`"${stop}" is missing`);
  return result;
}

function readSingleQuoted(reader: Reader): string {
  const end = reader.text.indexOf("'", reader.at);
  if (end === -1) throw new SyntaxError("a ' is never closed");
  const result = reader.text.slice(reader.at, end);
  reader.at = end + 1;
  return result;
}

/** Inside double quotes only `"`, `$` and the escape character can be escaped. */
function readDoubleQuoted(reader: Reader, raw: boolean): string {
  let result = '';
  while (reader.at < reader.text.length) {
    const char = next(reader);
    if (char === '"') return result;
    if (char === '$') result += readVariable(reader);
    else if (char === reader.escape) {
      const escaped = ['"', '$', reader.escape].includes(peek(reader));
      result += (raw || !escaped ? char : '') + (escaped ? next(reader) : '');
    } else result += char;
  }
  throw new SyntaxError('a " is never closed');
}

/** What follows a `$`. */
function readVariable(reader: Reader): string {
  if (peek(reader) !== '{') {
    const name = readName(reader);
    return name === '' ? '$' : (reader.lookup(name) ?? '');
  }
  next(reader);
  const name = readName(reader);
  if (name === '') throw new SyntaxError('bad substitution');
  const value = reader.lookup(name);
  const sign = next(reader);
  if (sign === '}') return value ?? '';
  const colon = sign === ':';
  const modifier = colon ? next(reader) : sign;
  if ('-+?'.includes(modifier) && modifier !== '') {
    const word = readUntil(reader, '}', false);
    return choose(modifier, name, colon && value === '' ? undefined : value, word);
  }
  if (colon || modifier === '' || !'#%/'.includes(modifier)) {
    throw new SyntaxError(`\${${name}${colon ? ':' : ''}${modifier}} is not a modifier`);
  }
  return modifier === '/'
    ? replace(reader, value ?? '')
    : cut(modifier, value ?? '', readUntil(reader, '}', true));
}

function choose(modifier: string, name: string, value: string | undefined, word: string): string {
  if (modifier === '-') return value ?? word;
  if (modifier === '+') return value === undefined ? '' : word;
  if (value === undefined) throw new SyntaxError(`${name}: ${word === '' ? 'must be set' : word}`);
  return value;
}

/** `${X#pattern}` takes away the shortest beginning that matches, `%` the shortest end; twice the sign, the longest. */
function cut(modifier: string, value: string, word: string): string {
  const longest = word.startsWith(modifier);
  const pattern = compileGlob(longest ? word.slice(1) : word);
  const lengths = Array.from({ length: value.length + 1 }, (_, index) => index);
  if (longest) lengths.reverse();
  for (const length of lengths) {
    const at = modifier === '#' ? length : value.length - length;
    const [part, rest] =
      modifier === '#' ? [value.slice(0, at), value.slice(at)] : [value.slice(at), value.slice(0, at)];
    if (pattern.test(part)) return rest;
  }
  return value;
}

/** `${X/pattern/word}`: the first match, after `//` every one. */
function replace(reader: Reader, value: string): string {
  const all = peek(reader) === '/';
  if (all) next(reader);
  const pattern = compileGlob(readUntil(reader, '/', true), false);
  const word = readUntil(reader, '}', true);
  return value.replace(new RegExp(pattern, all ? 'gsu' : 'su'), () => word);
}

/** `*` and `?`, with `\` before what is meant literally. */
function compileGlob(glob: string, whole = true): RegExp {
  const source = glob.replace(/\\(.)|[\s\S]/gu, (char: string, escaped: string | undefined) => {
    if (escaped === undefined && char === '*') return '.*';
    if (escaped === undefined && char === '?') return '.';
    return (escaped ?? char).replace(/[\^$\\.*+?()[\]{}|/]/gu, String.raw`\$&`);
  });
  return new RegExp(whole ? `^${source}$` : source, 'su');
}

/** Letters, digits and `_`; a name that begins with a digit is all digits; or one special character. */
function readName(reader: Reader): string {
  const [name = ''] = /^(?:\d+|[\p{L}_][\p{L}\p{Nd}_]*|[@*#?\-$!])/u.exec(reader.text.slice(reader.at)) ?? [];
  reader.at += name.length;
  return name;
}

function peek(reader: Reader): string {
  return reader.text.charAt(reader.at);
}

function next(reader: Reader): string {
  return reader.text.charAt(reader.at++);
}
