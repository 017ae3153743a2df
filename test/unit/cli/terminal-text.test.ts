import { describe, expect, it } from 'vitest';
import { cleanColouredText, cleanText } from '../../../electron/cli/terminal/clean-text.ts';
import { detectTerminal } from '../../../electron/cli/terminal/detect-terminal.ts';
import { layoutTable } from '../../../electron/cli/terminal/layout-table.ts';
import { displayWidth, truncateText } from '../../../electron/cli/terminal/measure-text.ts';
import { createPaint } from '../../../electron/cli/terminal/paint-text.ts';
import { wrapText } from '../../../electron/cli/terminal/wrap-text.ts';

const ESC = '\u001b';

describe('cutting text', () => {
  it('counts what a terminal shows, and never splits a character', () => {
    expect(truncateText('日本語アプリ', 7)).toBe('日本語…');
    expect(truncateText('a👩‍👩‍👧‍👦b', 3)).toBe('a…');
    expect(truncateText('é́xyz', 3)).toBe('é́x…');
    expect(displayWidth(truncateText('日本語アプリ', 8))).toBeLessThanOrEqual(8);
  });

  it('keeps escape sequences whole and ends what they began', () => {
    expect(truncateText(`${ESC}[31mredness${ESC}[39m`, 4)).toBe(`${ESC}[31mred…${ESC}[0m`);
  });

  it('leaves what fits as it is', () => {
    expect(truncateText('日本', 4)).toBe('日本');
  });
});

describe('a table', () => {
  const columns = [
    { title: 'NAME', min: 4 },
    { title: 'SIZE', align: 'right' as const },
    { title: 'NOTE', min: 4, optional: 1 },
  ];
  const rows = [
    ['日本', '5', 'first'],
    ['web-service', '1234', 'second one'],
  ];

  it('is aligned by display width', () => {
    expect(layoutTable(columns, rows, undefined)).toEqual([
      'NAME         SIZE  NOTE',
      '日本            5  first',
      'web-service  1234  second one',
    ]);
  });

  it('cuts cells, then leaves optional columns out, until it fits', () => {
    const narrow = layoutTable(columns, rows, 22);
    expect(narrow.map(displayWidth).every((width) => width <= 22)).toBe(true);
    expect(narrow[0]).toContain('NOTE');
    const narrower = layoutTable(columns, rows, 12);
    expect(narrower.map(displayWidth).every((width) => width <= 12)).toBe(true);
    expect(narrower[0]).not.toContain('NOTE');
    expect(narrower[2]).toContain('1234');
  });
});

describe('wrapping', () => {
  it('breaks at spaces and indents what follows', () => {
    expect(wrapText('  x one two three four', 13, 4)).toEqual(['  x one two', '    three', '    four']);
  });

  it('keeps a word that is longer than a line', () => {
    expect(wrapText('a sha256:0123456789 b', 10, 2)).toEqual(['a', '  sha256:0123456789', '  b']);
  });
});

describe('text from elsewhere', () => {
  it('cannot move, clear or retitle the terminal', () => {
    expect(cleanText(`a${ESC}[2J${ESC}]0;title\u0007b\u0007\tc${ESC}[31md`)).toBe('ab    cd');
  });

  it('shows what a carriage return left', () => {
    expect(cleanText('10 %\r50 %\r100 %\r')).toBe('100 %');
  });

  it('may keep its colours, which end with the line', () => {
    expect(cleanColouredText(`${ESC}[31mred${ESC}[2J`)).toBe(`${ESC}[31mred${ESC}[0m`);
  });
});

describe('what a terminal can', () => {
  it.each([
    [{}, false, 'none'],
    [{}, true, 'basic'],
    [{ TERM: 'xterm-256color' }, true, 'rich'],
    [{ NO_COLOR: '1' }, true, 'none'],
    [{ NO_COLOR: '' }, true, 'basic'],
    [{ FORCE_COLOR: '1' }, false, 'basic'],
    [{ FORCE_COLOR: '0' }, true, 'none'],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, 'basic'],
    [{ TERM: 'dumb' }, true, 'none'],
  ])('%j, a terminal: %s, means colours: %s', (env, isTTY, colour) => {
    expect(detectTerminal(env, isTTY).colour).toBe(colour);
  });

  it('redraws only on a terminal that is not dumb, and takes simple signs where the locale says so', () => {
    expect(detectTerminal({}, true)).toMatchObject({ live: true, unicode: true });
    expect(detectTerminal({ TERM: 'dumb' }, true)).toMatchObject({ live: false, unicode: false });
    expect(detectTerminal({ LANG: 'en_US.ISO-8859-1' }, true).unicode).toBe(false);
    expect(detectTerminal({ LANG: 'C', LC_ALL: 'C.UTF-8' }, true).unicode).toBe(true);
  });

  it('has berth colours that differ, and none where none are wanted', () => {
    const rich = createPaint('rich');
    expect(rich.berth('blue', 'x')).not.toBe(rich.berth('green', 'x'));
    expect(createPaint('none').berth('blue', 'x')).toBe('x');
  });
});
