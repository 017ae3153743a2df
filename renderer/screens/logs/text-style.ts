/** A colour of a terminal: 0 to 255 of its palette, or 0x1000000 and up with red, green and blue in the last three bytes. */
export type TerminalColour = number;

export interface TextStyle {
  readonly text?: TerminalColour;
  readonly ground?: TerminalColour;
  readonly bold?: true;
  readonly faint?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly strike?: true;
  readonly inverse?: true;
}

export const PLAIN: TextStyle = {};

const DIRECT = 0x1000000;

/** Select Graphic Rendition of ECMA-48 8.3.117; colours also as ISO 8613-6 has them. Blinking and hidden text is shown plainly. */
export function applySgr(before: TextStyle, parameters: string): TextStyle {
  if (parameters === '' || parameters === '0') return PLAIN;
  if (/[^0-9;:]/.test(parameters)) return before;
  let style = before;
  const codes = parameters.split(';');
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? '';
    const [first = '', ...parts] = code.split(':');
    const number = Number(first);
    if (number === 38 || number === 48) {
      const given = parts.length > 0 ? parts.map(Number) : codes.slice(at + 1, at + 5).map(Number);
      const { colour, taken } = readColour(given, parts.length > 0);
      if (parts.length === 0) at += taken;
      if (colour !== undefined) style = { ...style, [number === 38 ? 'text' : 'ground']: colour };
    } else {
      style = applyOne(style, number, parts);
    }
  }
  return style;
}

function applyOne(style: TextStyle, code: number, parts: readonly string[]): TextStyle {
  if (code >= 30 && code <= 37) return { ...style, text: code - 30 };
  if (code >= 40 && code <= 47) return { ...style, ground: code - 40 };
  if (code >= 90 && code <= 97) return { ...style, text: code - 82 };
  if (code >= 100 && code <= 107) return { ...style, ground: code - 92 };
  switch (code) {
    case 0:
      return PLAIN;
    case 1:
      return { ...style, bold: true };
    case 2:
      return { ...style, faint: true };
    case 3:
      return { ...style, italic: true };
    case 4:
      return parts[0] === '0' ? without(style, 'underline') : { ...style, underline: true };
    case 7:
      return { ...style, inverse: true };
    case 9:
      return { ...style, strike: true };
    case 21:
      return { ...style, underline: true };
    case 22:
      return without(style, 'bold', 'faint');
    case 23:
      return without(style, 'italic');
    case 24:
      return without(style, 'underline');
    case 27:
      return without(style, 'inverse');
    case 29:
      return without(style, 'strike');
    case 39:
      return without(style, 'text');
    case 49:
      return without(style, 'ground');
    default:
      return style;
  }
}

/** What follows 38 or 48: `5;n`, `2;r;g;b`, and with colons `2::r:g:b`, where a colour space may stand in the gap. */
function readColour(
  given: readonly number[],
  colons: boolean,
): { readonly colour?: TerminalColour; readonly taken: number } {
  const [kind, ...values] = given;
  if (kind === 5) return { ...colourIf(values[0], (value) => value), taken: 2 };
  if (kind !== 2) return { taken: 1 };
  const [red = 0, green = 0, blue = 0] = colons && values.length > 3 ? values.slice(1) : values;
  if ([red, green, blue].some((value) => !(value >= 0 && value <= 255))) return { taken: 4 };
  return { colour: DIRECT + red * 0x10000 + green * 0x100 + blue, taken: 4 };
}

function colourIf(
  value: number | undefined,
  make: (value: number) => TerminalColour,
): { readonly colour?: TerminalColour } {
  return value !== undefined && value >= 0 && value <= 255 ? { colour: make(value) } : {};
}

function without(style: TextStyle, ...names: readonly (keyof TextStyle)[]): TextStyle {
  return Object.fromEntries(
    Object.entries(style).filter(([name]) => !names.includes(name as keyof TextStyle)),
  );
}
