/** Selects a line of the text field inside, and scrolls to it by giving it the focus. */
export function showLine(inside: HTMLElement | null, line: number): void {
  const area = inside?.querySelector('textarea');
  if (area === null || area === undefined) return;
  const lines = area.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
}
