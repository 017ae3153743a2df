import fc from 'fast-check';
import { MAX_FILE_BYTES, parseYaml } from '../../../electron/core/apps/parse-yaml.ts';
import { parseGate } from '../../../electron/core/edge/gate.ts';
import { countStreams, countUsedConnections } from '../../../electron/core/edge/parse-show-sess.ts';
import { parseShowStat } from '../../../electron/core/edge/parse-show-stat.ts';
import { replicasOf } from '../../../electron/core/edge/read-edge-state.ts';
import { parseEvent } from '../../../electron/core/engine/events/parse-event.ts';
import { compileIgnore } from '../../../electron/core/releases/context/compile-ignore.ts';
import { IgnoreSyntaxError } from '../../../electron/core/releases/context/parse-ignore-file.ts';
import { mutated, type FuzzTarget } from './fuzz-target.ts';
import { isFailure, must, refusesOnlyWith } from './must.ts';
import { demultiplexing, splitting } from './output-properties.ts';
import { packing, readingImages } from './tar-properties.ts';
import { EDGE_ANSWERS, EVENTS, IGNORE_FILES, YAML_FILES } from './recorded.ts';

/** Every parser of what comes from elsewhere. Each refuses with its own kind of error or gives what its type says. */
export const FUZZ_TARGETS: readonly FuzzTarget[] = [
  { name: 'context packing', property: packing() },
  { name: 'saved images', property: readingImages() },
  { name: 'log demultiplexer', property: demultiplexing() },
  { name: 'log lines', property: splitting() },
  { name: '.dockerignore', property: ignoring() },
  { name: 'edge replies', property: edgeReplies() },
  { name: 'engine events', property: events() },
  { name: 'twinberth.yaml', property: yaml() },
];

/** Any text is refused as Docker would refuse it, or decides about any path, and twice the same. */
function ignoring(): FuzzTarget['property'] {
  const glob = fc
    .array(
      fc.constantFrom(
        '*',
        '**',
        '/',
        '!',
        '?',
        '[',
        ']',
        '^',
        '-',
        '\\',
        '.',
        '..',
        'a',
        'é',
        ' ',
        '\n',
        '#',
      ),
      {
        maxLength: 16,
      },
    )
    .map((parts) => parts.join(''));
  const text = fc.oneof(mutated(IGNORE_FILES).map(String), glob);
  const path = fc.array(fc.constantFrom('a', 'b.js', 'node_modules', '.git', 'é'), {
    minLength: 1,
    maxLength: 3,
  });
  return fc.property(fc.tuple(text, path), ([rules, parts]) => {
    refusesOnlyWith(
      (error) => error instanceof IgnoreSyntaxError,
      () => {
        const decide = () => {
          const matcher = compileIgnore(rules);
          const above = parts.length > 1 ? matcher.match(parts[0] ?? '') : undefined;
          return matcher.match(parts.join('/'), above).ignored;
        };
        must(decide() === decide(), 'it decides differently the second time');
      },
    );
  });
}

/** What an edge answers is refused with a failure, or read as numbers that are numbers and a gate that there is. */
function edgeReplies(): FuzzTarget['property'] {
  const answer = fc.oneof(mutated(EDGE_ANSWERS).map(String), fc.string({ unit: 'binary', maxLength: 200 }));
  return fc.property(answer, (text) => {
    must(['blue', 'green', 'hold', 'none'].includes(parseGate(text)), 'a gate that there is not');
    must(Number.isInteger(countStreams(text, 'be_blue')), 'streams are counted');
    must(!Number.isNaN(countUsedConnections(text)), 'connections are counted');
    refusesOnlyWith(isFailure, () => {
      const rows = parseShowStat(text);
      for (const row of rows) must(!Number.isNaN(row.number('stot')), 'a number that is none');
      for (const replica of replicasOf(rows, 'blue'))
        must(!Number.isNaN(replica.replica), 'a replica without a number');
    });
  });
}

/** A line of events is an event or is passed over; it never throws. */
function events(): FuzzTarget['property'] {
  const line = fc.oneof(mutated(EVENTS).map(String), fc.json(), fc.string({ maxLength: 100 }));
  return fc.property(line, (text) => {
    const event = parseEvent(text);
    if (event === undefined) return;
    must(event.action !== '' && typeof event.id === 'string', 'an event without an action or an id');
    must(Number.isFinite(event.at), 'an event at no time');
    must(
      Object.values(event.attributes).every((value) => typeof value === 'string'),
      'an attribute that is no text',
    );
  });
}

/** A file is refused with places in it, or gives values within the limits of size, depth and aliases; it never throws. */
function yaml(): FuzzTarget['property'] {
  const text = fc.oneof(
    { weight: 90, arbitrary: mutated(YAML_FILES).map(String) },
    { weight: 9, arbitrary: fc.nat(40).map((depth) => `a: ${'['.repeat(depth)}${']'.repeat(depth)}`) },
    { weight: 1, arbitrary: fc.nat(12).map(aliasBomb) },
  );
  return fc.property(text, (content) => {
    if (content.length > MAX_FILE_BYTES) return;
    const { value, problems } = parseYaml(content);
    must(
      problems.every(({ line, column }) => line >= 1 && column >= 1),
      'a problem nowhere in the file',
    );
    must(problems.length > 0 || depthOf(value) <= 17, 'deeper than is allowed');
    must(problems.length > 0 || countOf(value) <= 20_001, 'more values than are allowed');
  });
}

/** Each line refers ten times to the one before. */
function aliasBomb(lines: number): string {
  const names = Array.from({ length: lines }, (_, index) => `l${index}`);
  return names
    .map((name, index) => {
      const refers = index === 0 ? 'x' : `*${names[index - 1] ?? ''}`;
      return `${name}: &${name} [${Array.from({ length: 10 }, () => refers).join(', ')}]`;
    })
    .join('\n');
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

function countOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, each) => sum + countOf(each), 1);
}
