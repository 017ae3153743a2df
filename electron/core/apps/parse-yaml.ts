import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Pair,
} from 'yaml';
import { formatKeyPath, type ConfigProblem } from './config-problem.ts';

/** A file that has more than this is no configuration. Bytes. */
export const MAX_FILE_BYTES = 128 * 1024;
const MAX_DEPTH = 16;
/** Values, those behind aliases counted each time: what keeps a few lines of aliases from becoming millions. */
const MAX_VALUES = 20_000;
/** Finding what an alias stands for reads the whole document. */
const MAX_ALIASES = 100;
const MAX_SYNTAX_PROBLEMS = 20;

export interface ParsedYaml {
  /** Plain JSON values; undefined when there are problems. */
  readonly value: unknown;
  readonly problems: readonly ConfigProblem[];
  /** Where a key (or, with `of: 'value'`, its value) stands; the nearest one above when it is not there. */
  position(path: readonly PropertyKey[], of: 'key' | 'value'): Position;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Parses one YAML 1.2 document (with merge keys) and remembers where everything stands. Never throws. */
export function parseYaml(text: string): ParsedYaml {
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const failed = (problems: readonly ConfigProblem[]): ParsedYaml => ({
    value: undefined,
    problems,
    position: () => START,
  });

  let document: Document.Parsed;
  try {
    document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      merge: true,
      stringKeys: true,
    });
  } catch {
    // The composer is recursive: brackets nested by the thousand exhaust the stack.
    return failed([{ ...START, key: '', message: 'the file is nested too deeply' }]);
  }
  if (document.errors.length > 0) {
    return failed(
      document.errors.slice(0, MAX_SYNTAX_PROBLEMS).map((error) => ({
        ...at(error.pos[0]),
        key: '',
        ...explainSyntax(error.code, error.message),
      })),
    );
  }
  const walk = measure(document, at);
  if (walk !== undefined) return failed([walk]);
  keepNumbersAsWritten(document);
  return {
    value: document.toJS({ maxAliasCount: -1 }) as unknown,
    problems: [],
    position: (path, of) => locate(document, path, of, at),
  };
}

const START: Position = { line: 1, column: 1 };

function explainSyntax(code: string, message: string): Pick<ConfigProblem, 'message' | 'suggestion'> {
  const said = message.replace(/\.$/, '');
  const text = `this is not valid YAML: ${said.charAt(0).toLowerCase()}${said.slice(1)}`;
  switch (code) {
    case 'TAB_AS_INDENT':
      return { message: text, suggestion: 'Indent with spaces.' };
    case 'DUPLICATE_KEY':
      return { message: 'this key is there twice in one map', suggestion: 'Keep one of them.' };
    case 'MULTIPLE_DOCS':
      return { message: 'the file holds more than one document', suggestion: 'Remove the line `---`.' };
    default:
      return { message: text };
  }
}

/** Refuses depth, number of values and cycles before anything is made of them. */
function measure(document: Document.Parsed, at: (offset: number) => Position): ConfigProblem | undefined {
  const tooMany = countAliases(document) > MAX_ALIASES;
  if (tooMany) return { ...START, key: '', message: `the file holds more than ${MAX_ALIASES} aliases` };
  let values = 0;
  const check = (node: unknown, depth: number, path: readonly PropertyKey[]): ConfigProblem | undefined => {
    const problem = (message: string): ConfigProblem => ({
      ...at(isNode(node) ? (node.range?.[0] ?? 0) : 0),
      key: formatKeyPath(path.slice(0, 4)),
      message,
    });
    if (++values > MAX_VALUES) return problem(`the file holds more than ${MAX_VALUES} values`);
    if (depth > MAX_DEPTH) return problem(`is nested more than ${MAX_DEPTH} levels deep`);
    if (isAlias(node)) {
      const target = node.resolve(document);
      return target === undefined
        ? problem(`refers to \`&${node.source}\`, which is not defined`)
        : check(target, depth + 1, path);
    }
    if (isMap(node)) {
      for (const pair of node.items) {
        if (keyOf(pair) === '__proto__') return problem('may not hold a key `__proto__`');
        if (keyOf(pair) === '<<' && !isMergeable(document, pair.value)) {
          return problem('merges with `<<` something that is no map');
        }
        const found = check(pair.value, depth + 1, [...path, keyOf(pair)]);
        if (found) return found;
      }
    }
    if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) {
        const found = check(item, depth + 1, [...path, index]);
        if (found) return found;
      }
    }
    return undefined;
  };
  return check(document.contents, 0, []);
}

function countAliases(document: Document.Parsed): number {
  let count = 0;
  visit(document, {
    Alias: () => {
      count += 1;
    },
  });
  return count;
}

function isMergeable(document: Document.Parsed, node: unknown): boolean {
  const source = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(source))
    return source.items.every((item) => isMap(isAlias(item) ? item.resolve(document) : item));
  return isMap(source);
}

const VERBATIM: ReadonlySet<string> = new Set(['environment', 'args', 'labels']);

/** `NODE_VERSION: 1.10` and `MODE: 0644` are meant as they are written, not as the numbers 1.1 and 420. */
function keepNumbersAsWritten(document: Document.Parsed): void {
  visit(document, {
    Pair: (_, { key, value }) => {
      if (isScalar(key) && VERBATIM.has(String(key.value))) unread(document, value);
    },
  });
}

/** Entries of a map, also those merged into it, get the text of the file for a value. */
function unread(document: Document.Parsed, node: unknown): void {
  const map = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(map)) for (const item of map.items) unread(document, item);
  if (!isMap(map)) return;
  for (const { key, value } of map.items) {
    if (isScalar(key) && key.value === '<<') unread(document, value);
    else if (isScalar(value) && typeof value.value === 'number') value.value = value.source ?? value.value;
  }
}

function locate(
  document: Document.Parsed,
  path: readonly PropertyKey[],
  of: 'key' | 'value',
  at: (offset: number) => Position,
): Position {
  const resolved = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
  let node = resolved(document.contents);
  let key: unknown = node;
  let value: unknown = node;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((each) => keyOf(each) === String(part));
      if (pair === undefined) break;
      key = pair.key;
      value = pair.value ?? pair.key;
    } else if (isSeq(node) && typeof part === 'number' && part < node.items.length) {
      value = node.items[part];
      key = value;
    } else {
      break;
    }
    node = resolved(value);
  }
  const place = of === 'key' ? key : value;
  const offset = isNode(place) ? place.range?.[0] : undefined;
  return offset === undefined ? START : at(offset);
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}
