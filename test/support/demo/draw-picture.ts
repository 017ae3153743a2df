import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { displayWidth } from '../../../electron/cli/terminal/measure-text.ts';

/*
 * Draws a part of the demo's real output as a picture for the README:
 *
 *   FORCE_COLOR=1 TERM=xterm-256color npm run demo > demo.log
 *   node test/support/demo/draw-picture.ts demo.log docs/demo.svg '$ twinberth rollback sample prod' 'The broken v3' …
 *
 * Nothing is added: what is drawn is the lines of the file from the one that begins with the first text (its last such
 * line) up to, and without, the one that begins with the second.
 */

const LETTER = 8.4;
const LINE = 19;
const MARGIN = 18;
/** Of the terminal's palette, what the command line uses (electron/cli/terminal/paint-text.ts), on a dark ground. */
const PALETTE: Readonly<Record<string, string>> = {
  '68': '#6c9bd9',
  '71': '#6fb37c',
  '167': '#e0706f',
  '173': '#d9976b',
  '178': '#d8b24a',
};
const INK = '#d6dae0';
const GROUND = '#14181d';

interface Span {
  readonly text: string;
  readonly colour: string | undefined;
  readonly strong: boolean;
  readonly faint: boolean;
}

/** The lines of a capture from the last one that begins with `from` up to the next one that begins with `to`. */
export function cutLines(capture: string, from: string, to: string): readonly string[] {
  const lines = capture.split('\n');
  const begins = (line: string, text: string) => plain(line).startsWith(text);
  const first = lines.findLastIndex((line) => begins(line, from));
  const last = lines.findIndex((line, index) => index > first && begins(line, to));
  if (first < 0 || last < 0) throw new Error(`The capture has no lines from "${from}" to "${to}".`);
  return lines.slice(first, last).join('\n').trimEnd().split('\n');
}

/** An SVG of lines with SGR colours, as a terminal would show them. */
export function drawPicture(lines: readonly string[], title: string): string {
  const columns = Math.max(...lines.map((line) => displayWidth(plain(line))));
  const width = Math.ceil(columns * LETTER + 2 * MARGIN);
  const height = lines.length * LINE + 2 * MARGIN;
  const rows = lines.map((line, index) => drawLine(line, MARGIN + (index + 0.75) * LINE));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escape(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${GROUND}"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="${INK}" xml:space="preserve">`,
    ...rows,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function drawLine(line: string, y: number): string {
  let column = 0;
  const spans = readSpans(line).map(({ text, colour, strong, faint }) => {
    const shown = text.trim();
    const x = MARGIN + (column + displayWidth(text) - displayWidth(text.trimStart())) * LETTER;
    column += displayWidth(text);
    if (shown === '') return '';
    const style = [
      colour === undefined ? '' : ` fill="${colour}"`,
      strong ? ' font-weight="bold"' : '',
      faint ? ' fill-opacity="0.6"' : '',
    ].join('');
    // The length keeps columns aligned in whatever font there is.
    const length = round(displayWidth(shown) * LETTER);
    return `<text x="${round(x)}" y="${round(y)}" textLength="${length}"${style}>${escape(shown)}</text>`;
  });
  return spans.filter((span) => span !== '').join('');
}

function readSpans(line: string): readonly Span[] {
  const spans: Span[] = [];
  let style: Omit<Span, 'text'> = { colour: undefined, strong: false, faint: false };
  for (const part of line.split(/(\u001b\[[\d;]*m)/)) {
    const codes = /^\u001b\[([\d;]*)m$/.exec(part)?.[1];
    if (codes !== undefined) style = restyle(style, codes);
    else if (part !== '') spans.push({ ...style, text: part });
  }
  return spans;
}

function restyle(style: Omit<Span, 'text'>, codes: string): Omit<Span, 'text'> {
  const indexed = /^38;5;(\d+)$/.exec(codes)?.[1];
  if (indexed !== undefined) return { ...style, colour: PALETTE[indexed] };
  switch (codes) {
    case '1':
      return { ...style, strong: true };
    case '2':
      return { ...style, faint: true };
    case '22':
      return { ...style, strong: false, faint: false };
    case '39':
      return { ...style, colour: undefined };
    default:
      throw new Error(`The capture has the sequence "${codes}", which the command line does not use.`);
  }
}

function plain(line: string): string {
  return line.replaceAll(/\u001b\[[\d;]*m/g, '');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [capture = '', picture = '', from = '', to = '', title = ''] = process.argv.slice(2);
  writeFileSync(picture, drawPicture(cutLines(readFileSync(capture, 'utf8'), from, to), title));
}
