import type { LogLine } from '../../core/engine/engine.ts';
import type { Cli } from '../cli.ts';
import { formatExact } from '../format/format-time.ts';
import { cleanColouredText, cleanText } from '../terminal/clean-text.ts';

/**
 * One line of a replica, after its short name. A terminal gets it without what could take over the terminal; a file or a
 * pipe gets every byte. Resolves when the reader is ready for the next one.
 */
export async function printLogLine(
  cli: Cli,
  line: LogLine & { readonly container: string },
  options: { readonly timestamps: boolean },
): Promise<void> {
  const { out } = cli;
  const coloured = out.paint.faint('x') !== 'x';
  const shown = coloured ? cleanColouredText(line.text) : cleanText(line.text);
  const text = out.width() === undefined ? line.text : shown;
  const time = options.timestamps && line.at !== undefined ? `${formatExact(line.at)} ` : '';
  const sign =
    line.stream === 'stderr' ? out.paint.warn(out.symbols.quote) : out.paint.faint(out.symbols.quote);
  out.line(`${out.paint.faint(`${time}${shortName(line.container)}`)} ${sign} ${text}`);
  await out.ready();
}

/** `twinberth-web-prod-blue-1` without what is the same for all of them. */
function shortName(container: string): string {
  return /(?:blue|green)-\d+$|edge$/.exec(container)?.[0] ?? container;
}
