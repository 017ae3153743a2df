/**
 * The same regular expression in JavaScript, for the part of Go's syntax (RE2) that an ignore pattern can produce. Going
 * through Go's syntax instead of straight to ours keeps what Docker's own detour does: `[*]` becomes `[[^/]*]` there, and
 * `\d` means a digit. Throws a SyntaxError where Go refuses the expression.
 */
export function translateRegExp(source: string): RegExp {
  const chars = Array.from(source);
  let result = '';
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] ?? '';
    if (char === '\\') {
      at++;
      result += translateEscape(chars[at]);
    } else if (char === '[') {
      const { text, end } = translateClass(chars, at + 1);
      result += text;
      at = end;
    } else if (char === '{') {
      const { text, end } = translateBrace(chars, at);
      result += text;
      at = end;
    } else {
      result += PLAIN.get(char) ?? char;
    }
  }
  return new RegExp(result, 'u');
}

/** `.` leaves out fewer line ends in Go; `^` can be repeated there. */
const PLAIN = new Map([
  ['.', String.raw`[^\n]`],
  ['^', '(?:^)'],
  [']', String.raw`\]`],
  ['}', String.raw`\}`],
]);

/** A repetition (`{2}`, `{2,}`, `{2,3}`), or a brace that stands for itself. */
function translateBrace(chars: readonly string[], at: number): { text: string; end: number } {
  const close = chars.indexOf('}', at);
  const text = chars.slice(at, close + 1).join('');
  const [, low, high] = /^\{(\d+)(?:,(\d*))?\}$/u.exec(text) ?? [];
  if (low === undefined) return { text: String.raw`\{`, end: at };
  if (Number(low) > MAX_REPEAT || Number(high) > MAX_REPEAT) throw new SyntaxError('too many repetitions');
  return { text, end: close };
}

/** RE2's limit. */
const MAX_REPEAT = 1000;

/** Escapes with a meaning of their own; `\s` and `\w` are ASCII in Go. */
const CLASS_ESCAPES = new Map([
  ['d', '0-9'],
  ['s', String.raw`\t\n\f\r `],
  ['w', '0-9A-Za-z_'],
]);
const NEGATED_ESCAPES = new Map([
  ['D', '0-9'],
  ['S', String.raw`\t\n\f\r `],
  ['W', '0-9A-Za-z_'],
]);
const CONTROL_ESCAPES = new Map([
  ['a', String.raw`\x07`],
  ['f', String.raw`\f`],
  ['n', String.raw`\n`],
  ['r', String.raw`\r`],
  ['t', String.raw`\t`],
  ['v', String.raw`\v`],
]);
const ANCHOR_ESCAPES = new Map([
  ['A', '^'],
  ['z', '$'],
  ['b', String.raw`\b`],
  ['B', String.raw`\B`],
]);

function translateEscape(char: string | undefined): string {
  const members = char === undefined ? undefined : CLASS_ESCAPES.get(char);
  if (members !== undefined) return `[${members}]`;
  const negated = char === undefined ? undefined : NEGATED_ESCAPES.get(char);
  if (negated !== undefined) return `[^${negated}]`;
  return (char === undefined ? undefined : ANCHOR_ESCAPES.get(char)) ?? literal(char);
}

/** One escaped character that stands for itself or for a control character. */
function literal(char: string | undefined): string {
  if (char === undefined) throw new SyntaxError('backslash at the end');
  const control = CONTROL_ESCAPES.get(char);
  if (control !== undefined) return control;
  if (!/^[\x00-\x7f]$/u.test(char) || /[0-9A-Za-z]/u.test(char)) {
    throw new SyntaxError(`\\${char} has no meaning`);
  }
  return quote(char);
}

/** The class that begins after the `[`, and the position of its `]`. */
function translateClass(chars: readonly string[], start: number): { text: string; end: number } {
  let at = start;
  let text = '[';
  if (chars[at] === '^') {
    text += '^';
    at++;
  }
  for (let first = true; first || chars[at] !== ']'; first = false) {
    if (at >= chars.length) throw new SyntaxError('missing ]');
    const named = readNamedClass(chars, at);
    if (named !== undefined) {
      text += named.text;
      at = named.end;
      continue;
    }
    const low = readMember(chars, at);
    at = low.end;
    const isRange = chars[at] === '-' && at + 1 < chars.length && chars[at + 1] !== ']';
    if (!isRange) {
      text += low.text;
      continue;
    }
    const high = readMember(chars, at + 1);
    if (low.point === undefined || high.point === undefined || high.point < low.point) {
      throw new SyntaxError('invalid range in a class');
    }
    text += `${low.text}-${high.text}`;
    at = high.end;
  }
  return { text: `${text}]`, end: at };
}

interface Member {
  readonly text: string;
  /** Code point; undefined for a member that stands for several. */
  readonly point?: number;
  readonly end: number;
}

function readMember(chars: readonly string[], at: number): Member {
  const char = chars[at];
  if (char !== '\\') {
    if (char === undefined) throw new SyntaxError('missing ]');
    return { text: quote(char), point: char.codePointAt(0) ?? 0, end: at + 1 };
  }
  const escaped = chars[at + 1];
  const members = escaped === undefined ? undefined : CLASS_ESCAPES.get(escaped);
  if (members !== undefined) return { text: members, end: at + 2 };
  if (escaped !== undefined && NEGATED_ESCAPES.has(escaped)) {
    return {
      text: escaped === 'S' ? String.raw`\v\x00-\x08\x0e-\x1f!-\u{10ffff}` : `\\${escaped}`,
      end: at + 2,
    };
  }
  const text = literal(escaped);
  const point = CONTROL_POINTS.get(escaped ?? '') ?? escaped?.codePointAt(0) ?? 0;
  return { text, point, end: at + 2 };
}

const CONTROL_POINTS = new Map([
  ['a', 7],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
]);

/** POSIX classes as RE2 has them. */
const NAMED_CLASSES = new Map([
  ['alnum', '0-9A-Za-z'],
  ['alpha', 'A-Za-z'],
  ['ascii', String.raw`\x00-\x7f`],
  ['blank', String.raw`\t `],
  ['cntrl', String.raw`\x00-\x1f\x7f`],
  ['digit', '0-9'],
  ['graph', '!-~'],
  ['lower', 'a-z'],
  ['print', ' -~'],
  ['punct', String.raw`!-\/:-@\[-${'`'}\{-~`],
  ['space', String.raw`\t-\r `],
  ['upper', 'A-Z'],
  ['word', '0-9A-Za-z_'],
  ['xdigit', '0-9A-Fa-f'],
]);

function readNamedClass(chars: readonly string[], at: number): Member | undefined {
  if (chars[at] !== '[' || chars[at + 1] !== ':') return undefined;
  const close = chars.findIndex((char, index) => index > at + 1 && char === ':' && chars[index + 1] === ']');
  if (close === -1) return undefined;
  const text = NAMED_CLASSES.get(chars.slice(at + 2, close).join(''));
  if (text === undefined) throw new SyntaxError('unknown named class');
  return { text, end: close + 2 };
}

function quote(char: string): string {
  return /[\^$\\.*+?()[\]{}|/-]/u.test(char) ? (char === '-' ? String.raw`\x2d` : `\\${char}`) : char;
}
