import type { Colour } from '../../../shared/model/colour.ts';

/** Dresses text for a terminal. The two berth colours are used for berths only; no state is told by colour alone. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly accent: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly berth: (colour: Colour, text: string) => string;
}

export type ColourDepth = 'none' | 'basic' | 'rich';

/** ECMA-48 SGR codes. `rich` takes tones of the 256 colour palette that are legible on dark and on light. */
export function createPaint(depth: ColourDepth): Paint {
  if (depth === 'none') {
    const plain = (text: string) => text;
    return {
      strong: plain,
      faint: plain,
      accent: plain,
      bad: plain,
      warn: plain,
      berth: (_colour, text) => text,
    };
  }
  const rich = depth === 'rich';
  const berths = {
    blue: wrap(rich ? '38;5;68' : '34', '39'),
    green: wrap(rich ? '38;5;71' : '32', '39'),
  };
  return {
    strong: wrap('1', '22'),
    faint: wrap('2', '22'),
    accent: wrap(rich ? '38;5;173' : '35', '39'),
    bad: wrap(rich ? '38;5;167' : '31', '39'),
    warn: wrap(rich ? '38;5;178' : '33', '39'),
    berth: (colour, text) => berths[colour](text),
  };
}

function wrap(open: string, close: string): (text: string) => string {
  return (text) => (text === '' ? '' : `\u001b[${open}m${text}\u001b[${close}m`);
}
