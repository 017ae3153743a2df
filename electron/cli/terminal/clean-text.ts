import { stripVTControlCharacters } from 'node:util';

const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const COLOURS = /(\u001b\[[0-9;:]*m)/;

/**
 * Text that came from a container, an engine or a file, made safe to show: what it wants to do to the terminal (move,
 * clear, change the title) is taken out, tabs become spaces, and only the last of what carriage returns overwrote stays.
 */
export function cleanText(text: string): string {
  return stripVTControlCharacters(lastOverwrite(text)).replaceAll('\t', '    ').replace(CONTROLS, '');
}

/** The same, but colours stay, and do not leak into the next line. */
export function cleanColouredText(text: string): string {
  const parts = lastOverwrite(text).split(COLOURS);
  const cleaned = parts.map((part, index) => (index % 2 === 1 ? part : cleanText(part))).join('');
  return parts.length > 1 ? `${cleaned}\u001b[0m` : cleaned;
}

function lastOverwrite(text: string): string {
  return text.replace(/\r+$/, '').split('\r').at(-1) ?? '';
}
