/** `+` is where `=` is on many keyboards, and is pressed with Shift there. */
const DIRECTIONS: Readonly<Record<string, 1 | -1 | 0>> = { '+': 1, '=': 1, '-': -1, _: -1, '0': 0 };

/**
 * Hears Ctrl (or ⌘) with plus, minus and nought, before the browser does: its own zoom would be forgotten by the next start.
 * @param onZoom 1 larger, -1 smaller, 0 as designed
 * @returns stops hearing
 */
export function listenForZoom(target: Document, onZoom: (direction: 1 | -1 | 0) => void): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    const direction = DIRECTIONS[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    onZoom(direction);
  };
  target.addEventListener('keydown', onKey);
  return () => target.removeEventListener('keydown', onKey);
}
