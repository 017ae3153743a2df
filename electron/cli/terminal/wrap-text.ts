import { displayWidth } from './measure-text.ts';

/**
 * Broken at spaces into lines of at most `width` columns, those after the first indented by `hanging`. A word that is longer
 * than a line keeps its length. Where there is hardly any room besides the indentation, it is given up.
 */
export function wrapText(text: string, width: number, hanging: number): readonly string[] {
  if (displayWidth(text) <= width) return [text];
  const indent = ' '.repeat(hanging > width / 2 ? 2 : hanging);
  const lines: string[] = [];
  let line = /^ */.exec(text)?.[0] ?? '';
  let empty = true;
  for (const word of text.trimStart().split(/(?<=\S) /)) {
    const candidate = empty ? line + word : `${line} ${word}`;
    if (!empty && displayWidth(candidate) > width) {
      lines.push(line.trimEnd());
      line = indent + word.trimStart();
    } else {
      line = candidate;
    }
    empty = false;
  }
  return [...lines, line];
}
