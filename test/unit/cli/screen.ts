/**
 * What a terminal of some width shows after this output: a small model of the sequences that a live area uses (line feed,
 * carriage return, cursor up, clear below, colours and modes ignored), with wrapping at the right margin. Every character
 * is taken as one column.
 */
export function screenOf(output: string, columns: number): readonly string[] {
  const rows: string[] = [''];
  let row = 0;
  let column = 0;
  const put = (character: string) => {
    if (column === columns) {
      row += 1;
      column = 0;
    }
    while (rows.length <= row) rows.push('');
    const line = (rows[row] ?? '').padEnd(column);
    rows[row] = line.slice(0, column) + character + line.slice(column + 1);
    column += 1;
  };
  for (const token of output.match(/\u001b\[[0-?]*[ -/]*[@-~]|[^]/gu) ?? []) {
    if (token === '\n') {
      row += 1;
      column = 0;
      while (rows.length <= row) rows.push('');
    } else if (token === '\r') column = 0;
    else if (!token.startsWith('\u001b')) put(token);
    else if (token.endsWith('A')) row = Math.max(0, row - Number(token.slice(2, -1)));
    else if (token.endsWith('J')) {
      rows[row] = (rows[row] ?? '').slice(0, column);
      rows.length = row + 1;
    }
  }
  return rows.map((line) => line.trimEnd());
}
