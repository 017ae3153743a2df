import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** A CSI sequence (ECMA-48 5.4), an OSC string, or one plain character of text. */
const ESCAPE = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)/g;

/** Columns that a terminal gives to this text; escape sequences take none, CJK and emoji take two. */
export function displayWidth(text: string): number {
  return stringWidth(text);
}

/** Cut to at most `width` columns, the last of them an ellipsis; never within a character or an escape sequence. */
export function truncateText(text: string, width: number, ellipsis = '…'): string {
  if (width <= 0) return '';
  if (displayWidth(text) <= width) return text;
  const room = width - displayWidth(ellipsis);
  let result = '';
  let used = 0;
  let dressed = false;
  for (const piece of pieces(text)) {
    if (piece.escape) {
      result += piece.text;
      dressed = true;
      continue;
    }
    const columns = displayWidth(piece.text);
    if (used + columns > room) break;
    result += piece.text;
    used += columns;
  }
  return `${result}${ellipsis}${dressed ? '\u001b[0m' : ''}`;
}

/** Filled with spaces to `width` columns; text that is longer stays as it is. */
export function padText(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? text + space : space + text;
}

function* pieces(text: string): Generator<{ readonly text: string; readonly escape: boolean }> {
  let position = 0;
  for (const match of text.matchAll(ESCAPE)) {
    yield* characters(text.slice(position, match.index));
    yield { text: match[0], escape: true };
    position = match.index + match[0].length;
  }
  yield* characters(text.slice(position));
}

function* characters(text: string): Generator<{ readonly text: string; readonly escape: boolean }> {
  for (const { segment } of graphemes.segment(text)) yield { text: segment, escape: false };
}
