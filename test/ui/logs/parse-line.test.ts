import { describe, expect, test } from 'vitest';
import { countCells, MAX_CELLS } from '../../../renderer/screens/logs/count-cells.ts';
import { parseLine, plainText } from '../../../renderer/screens/logs/parse-line.ts';
import { contrast, coloursOf } from '../../../renderer/screens/logs/terminal-colours.ts';

const ESC = '\x1b';

describe('the text of a line', () => {
  test.each([
    ['is as it was printed', 'GET / 200', 'GET / 200'],
    ['has no colours in it', `${ESC}[1;31merror${ESC}[0m: no`, 'error: no'],
    ['has no moves of the cursor in it', `${ESC}[2J${ESC}[10;5Hhere${ESC}[?25l`, 'here'],
    [
      'has no titles and links in it',
      `${ESC}]0;title\x07a ${ESC}]8;;http://x${ESC}\\link${ESC}]8;;${ESC}\\`,
      'a link',
    ],
    ['keeps what follows a title that never ends', `${ESC}]0;title and more`, ']0;title and more'],
    ['keeps what follows half of a sequence', `${ESC}[31`, '[31'],
    ['is what a terminal leaves after a carriage return', '10 %\r100 %', '100 %'],
    ['keeps what was not written over', 'loading...\rdone', 'doneing...'],
    ['keeps nothing of what was erased', `loading...\r${ESC}[Kdone`, 'done'],
    ['has no carriage return of Windows in it', 'line\r', 'line'],
    [
      'shows control characters and turns of direction as what they are not: text',
      'a\0b\x07c\u202ed',
      'a\ufffdb\ufffdc\ufffdd',
    ],
    ['shows half of a surrogate pair as no character', 'a\ud800b', 'a\ufffdb'],
    ['keeps emoji, other scripts and tabs', 'жук 日本 🚢\tend', 'жук 日本 🚢\tend'],
  ])('%s', (_what, raw, text) => {
    expect(plainText(raw)).toBe(text);
  });

  test('of a megabyte is cut where it was asked for, and counted no further than it is shown', () => {
    const line = `${ESC}[32m${'x'.repeat(1_000_000)}`;
    expect(plainText(line, 100)).toBe('x'.repeat(100));
    expect(countCells(line)).toBe(MAX_CELLS);
  });
});

describe('how a line looks', () => {
  test.each([
    ['0;31', { text: 1 }],
    ['1;2;3;4;9', { bold: true, faint: true, italic: true, underline: true, strike: true }],
    ['97;104', { text: 15, ground: 12 }],
    ['38;5;208', { text: 208 }],
    ['48;5;16;1', { ground: 16, bold: true }],
    ['38;2;1;2;3', { text: 0x1000000 + 0x010203 }],
    ['38:2::1:2:3', { text: 0x1000000 + 0x010203 }],
    ['38:2:1:2:3', { text: 0x1000000 + 0x010203 }],
    ['38;5;999', {}],
    ['38;2;300;0;0', {}],
    ['38', {}],
    ['7;27', {}],
    ['31;39;41;49', {}],
    ['1;2;22', {}],
  ])('after CSI %s m', (parameters, style) => {
    expect(parseLine(`${ESC}[${parameters}mx`)).toEqual([{ text: 'x', style }]);
  });

  test('goes on after a carriage return, and ends with the line', () => {
    expect(parseLine(`${ESC}[31mab\rc`)).toEqual([
      { text: 'c', style: { text: 1 } },
      { text: 'b', style: { text: 1 } },
    ]);
    expect(parseLine('next')).toEqual([{ text: 'next', style: {} }]);
  });
});

describe('colours', () => {
  const LIGHT = [0xf7, 0xe4, 0xda] as const;
  const DARK = [0x3a, 0x25, 0x1b] as const;
  const numbersIn = (text: string): [number, number, number] => {
    const [red = 0, green = 0, blue = 0] = (text.match(/\d+/g) ?? []).map(Number);
    return [red, green, blue];
  };

  test('of all 256 entries can be read on both themes', () => {
    for (let text = 0; text < 256; text += 1) {
      const [light = '', dark = ''] = (coloursOf({ text }).text ?? '').replace('light-dark', '').split('),');
      expect(contrast(numbersIn(light), LIGHT), `entry ${text} in the light theme`).toBeGreaterThanOrEqual(
        4.4,
      );
      expect(contrast(numbersIn(dark), DARK), `entry ${text} in the dark theme`).toBeGreaterThanOrEqual(4.4);
    }
  });

  test('of text can be read on every ground that a program chooses', () => {
    for (let ground = 0; ground < 256; ground += 5)
      for (let text = 0; text < 256; text += 5) {
        const colours = coloursOf({ text, ground });
        const reached = contrast(numbersIn(colours.text ?? ''), numbersIn(colours.ground ?? ''));
        expect(reached, `${text} on ${ground}`).toBeGreaterThanOrEqual(4.4);
      }
  });

  test('stay as they are where they can be read', () => {
    expect(coloursOf({ text: 0x1000000 + 0xffffff, ground: 0x1000000 }).text).toBe('rgb(255 255 255)');
    expect(coloursOf({ text: 1 }).text).toMatch(/^light-dark\(rgb\(205 0 0\), /);
    expect(coloursOf({})).toEqual({});
  });
});

test('columns of a line are counted as a terminal counts them', () => {
  expect(countCells('abc')).toBe(3);
  expect(countCells(`${ESC}[31mabc${ESC}[0m`)).toBe(3);
  expect(countCells('日本')).toBe(4);
  expect(countCells('a\tb')).toBe(9);
  expect(countCells('e\u0301')).toBe(1);
  expect(countCells('')).toBe(0);
});
