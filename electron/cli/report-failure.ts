import type { Failure } from '../core/runtime/failure.ts';
import { nearMiss } from '../core/runtime/near-miss.ts';
import type { OpenCli } from './cli.ts';
import { exitCodeOf } from './exit-codes.ts';
import { cleanText } from './terminal/clean-text.ts';

/** Says what went wrong, as text on standard error and, if asked for, as the document. Returns the exit code. */
export function reportFailure(cli: OpenCli, argv: readonly string[], failure: Failure): number {
  const { paint, symbols } = cli.err;
  const [first = '', ...rest] = failure.message.split('\n');
  const stopped = failure.code === 'interrupted';
  const sign = stopped ? paint.warn(symbols.halted) : paint.bad(`${symbols.failed} error:`);
  cli.say(`${sign} ${cleanText(first)}`);
  for (const line of rest) cli.say(`  ${cleanText(line)}`);
  for (const line of hints(argv, failure)) cli.say(paint.faint(`  ${line}`));
  cli.document({ error: failure.toReply() });
  return exitCodeOf(failure.code);
}

function hints(argv: readonly string[], failure: Failure): readonly string[] {
  const { details, code } = failure;
  const lines: string[] = [];
  if (typeof details['engine'] === 'string' && !failure.message.includes(details['engine'])) {
    lines.push(`The engine said: ${cleanText(details['engine'])}`);
  }
  if (code === 'usage' && !failure.message.includes('--help')) lines.push('See `twinberth --help`.');
  if (code === 'internal') lines.push('This is a defect of Twinberth itself.');
  const known = details['known'];
  if (Array.isArray(known))
    lines.push(...nameHint(wordsMeant(argv, failure), known.map(String), failure.message));
  return lines;
}

/** The words of the command line that the failure is about; all of them when it names none. */
function wordsMeant(argv: readonly string[], { details }: Failure): readonly string[] {
  const about = new Set(
    Object.values(details).map((value) => (typeof value === 'number' ? `v${value}` : value)),
  );
  const words = argv.filter((word) => about.has(word));
  return words.length > 0 ? words : argv;
}

/** Which of the words of the command line was nearly a known name; without one, the names there are. Nothing is said twice. */
function nameHint(argv: readonly string[], known: readonly string[], said: string): readonly string[] {
  const words = argv.filter((word) => !word.startsWith('-') && !known.includes(word));
  const meant = words.map((word) => nearMiss(word, known)).find((name) => name !== undefined);
  if (meant !== undefined) return said.includes(`mean ${meant}?`) ? [] : [`Did you mean ${meant}?`];
  return known.length === 0 || known.every((name) => said.includes(name))
    ? []
    : [`There is: ${known.join(', ')}.`];
}
