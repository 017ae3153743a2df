import { assertNever } from '../../../shared/model/assert-never.ts';
import { versionName } from '../../../shared/model/release.ts';
import { countOf } from '../format/format-count.ts';
import { formatExact } from '../format/format-time.ts';
import { berthWord, deploymentWord, healthWord } from '../present/state-words.ts';
import { cleanText } from '../terminal/clean-text.ts';
import type { TextOutput } from '../terminal/text-output.ts';
import type { WatchEntry } from './watch-entry.ts';

/** Columns of the time before each line: what is broken goes on under the text. */
const HANGING = 10;

export function printWatchEntry(out: TextOutput, entry: WatchEntry): void {
  const time = out.paint.faint(formatExact(entry.at).slice(-8));
  out.line(`${time}  ${textOf(out, entry)}`, HANGING);
}

function textOf(out: TextOutput, entry: WatchEntry): string {
  const { paint, symbols } = out;
  switch (entry.type) {
    case 'watching':
      return paint.faint(
        `watching ${countOf(entry.placements, 'placement')} on ${countOf(entry.hosts, 'host')}; Ctrl-C ends it`,
      );
    case 'health.changed': {
      const { up, wanted } = entry.replicas;
      const why = entry.problem === undefined ? `${up} of ${wanted} replicas` : cleanText(entry.problem);
      return `${placeText(out, entry)}  ${healthWord(out, entry.health)}  ${paint.faint(why)}`;
    }
    case 'standby.stopped':
      return `${placeText(out, entry)}  ${paint.faint('standby stopped:')} ${berthWord(out, entry.colour)} ${entry.version === undefined ? '' : versionName(entry.version)}`;
    case 'deployment.began':
      return `${placeText(out, entry)}  ${paint.accent(symbols.running)} ${entry.kind} of ${versionName(entry.version)} ${paint.faint(`by ${entry.by}`)}`;
    case 'deployment.switched':
      return `${placeText(out, entry)}  ${symbols.arrow} the gate swung to ${versionName(entry.version)}`;
    case 'deployment.ended':
      return `${placeText(out, entry)}  ${deploymentWord(out, entry.state)} ${versionName(entry.version)}${entry.problem === undefined ? '' : `  ${paint.faint(cleanText(entry.problem))}`}`;
    case 'host.changed':
      return `${paint.strong(entry.host)}  ${entry.state === 'here' ? `${symbols.done} answers again` : paint.warn(`${symbols.unknown} does not answer`)}${entry.problem === undefined ? '' : `  ${paint.faint(cleanText(entry.problem))}`}`;
    case 'notice':
      return `${paint.strong(`${symbols.warning} ${cleanText(entry.notice.title)}`)}${entry.notice.text === '' ? '' : `  ${paint.faint(cleanText(entry.notice.text.replaceAll('\n', '; ')))}`}`;
    default:
      return assertNever(entry);
  }
}

function placeText(
  { paint, symbols }: TextOutput,
  { app, environment, host }: { readonly app: string; readonly environment: string; readonly host: string },
): string {
  return `${paint.strong(app)} ${symbols.arrow} ${environment} ${paint.faint(host)}`;
}
