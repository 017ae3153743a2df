/**
 * The size of a terminal. One that does not know its own, as on a serial line, in `script` without a terminal, or in the
 * first moments of `docker exec -t`, reports 0 by 0; it is taken for the classic 80 by 24.
 */
export function terminalSize(stream: { readonly columns?: number; readonly rows?: number }): {
  readonly columns: number;
  readonly rows: number;
} {
  const { columns = 0, rows = 0 } = stream;
  return { columns: columns > 0 ? columns : 80, rows: rows > 0 ? rows : 24 };
}
