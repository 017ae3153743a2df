import type { TerminalColour, TextStyle } from './text-style.ts';

type Rgb = readonly [red: number, green: number, blue: number];

/** What a line lies on where it is hardest to read, in the two themes: `--accent-soft`, of the line that was found. */
const LIGHT_GROUND: Rgb = [0xf7, 0xe4, 0xda];
const DARK_GROUND: Rgb = [0x3a, 0x25, 0x1b];
const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

/** Contrast of text with its ground by WCAG 2.2, 1.4.3. */
const LEGIBLE = 4.5;
const HALVINGS = 7;
const MAX_REMEMBERED = 2000;

/** xterm's sixteen. */
const BASIC: readonly Rgb[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
];

/** Values for `color` and `background-color`; absent: as the text around it. */
export interface StyleColours {
  readonly text?: string;
  readonly ground?: string;
}

const remembered = new Map<string, StyleColours>();

/**
 * A style's colours, each as near to what the program asked for as can be read: on the theme's own ground, the text is made
 * darker or lighter for each theme; on a ground of its own, for that ground.
 */
export function coloursOf({ text, ground, inverse }: TextStyle): StyleColours {
  const key = `${text ?? ''}/${ground ?? ''}/${inverse === true}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const colours = inverse === true ? findInverse(text, ground) : findColours(text, ground);
  // A program may print any of 16 million colours.
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(key, colours);
  return colours;
}

function findColours(text: TerminalColour | undefined, ground: TerminalColour | undefined): StyleColours {
  if (ground === undefined) return text === undefined ? {} : { text: onTheme(toRgb(text)) };
  const below = toRgb(ground);
  return {
    ground: format(below),
    text: format(text === undefined ? inkFor(below) : makeLegible(toRgb(text), below, inkFor(below))),
  };
}

function findInverse(text: TerminalColour | undefined, ground: TerminalColour | undefined): StyleColours {
  if (text !== undefined) return findColours(ground, text);
  if (ground !== undefined) return findColours(ground, 15);
  return { text: 'var(--surface)', ground: 'var(--ink)' };
}

function onTheme(colour: Rgb): string {
  const light = format(makeLegible(colour, LIGHT_GROUND, BLACK));
  const dark = format(makeLegible(colour, DARK_GROUND, WHITE));
  return `light-dark(${light}, ${dark})`;
}

/** The colour, with as much of the ink in it as it takes to be read on the ground. */
function makeLegible(colour: Rgb, ground: Rgb, ink: Rgb): Rgb {
  if (contrast(colour, ground) >= LEGIBLE) return colour;
  let [low, high] = [0, 1];
  for (let round = 0; round < HALVINGS; round += 1) {
    const middle = (low + high) / 2;
    if (contrast(mix(colour, ink, middle), ground) >= LEGIBLE) high = middle;
    else low = middle;
  }
  return mix(colour, ink, high);
}

function inkFor(ground: Rgb): Rgb {
  return contrast(BLACK, ground) >= contrast(WHITE, ground) ? BLACK : WHITE;
}

/** Entries 16 to 231 are a cube of six steps a side, 232 to 255 greys: as xterm reckons them. */
function toRgb(colour: TerminalColour): Rgb {
  if (colour > 255) return [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255];
  const basic = BASIC[colour];
  if (basic !== undefined) return basic;
  if (colour >= 232) {
    const grey = 8 + (colour - 232) * 10;
    return [grey, grey, grey];
  }
  const step = (value: number): number => (value === 0 ? 0 : 55 + value * 40);
  const place = colour - 16;
  return [step(Math.floor(place / 36)), step(Math.floor(place / 6) % 6), step(place % 6)];
}

/** Contrast of two colours by WCAG 2.2: 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [one, other] = [luminance(a), luminance(b)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function mix([ar, ag, ab]: Rgb, [br, bg, bb]: Rgb, share: number): Rgb {
  const between = (from: number, to: number): number => Math.round(from + (to - from) * share);
  return [between(ar, br), between(ag, bg), between(ab, bb)];
}

function format([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`;
}
