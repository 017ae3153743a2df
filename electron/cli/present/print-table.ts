import { layoutTable, type Column } from '../terminal/layout-table.ts';
import type { TextOutput } from '../terminal/text-output.ts';

/** Prints a table as wide as the terminal allows, its titles faint. */
export function printTable(
  out: TextOutput,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  indent = 0,
): void {
  const width = out.width();
  const room = width === undefined ? undefined : Math.max(1, width - indent);
  const [titles = '', ...lines] = layoutTable(columns, rows, room, out.symbols.ellipsis);
  const margin = ' '.repeat(indent);
  out.line(margin + out.paint.faint(titles));
  for (const line of lines) out.line(margin + line);
}
