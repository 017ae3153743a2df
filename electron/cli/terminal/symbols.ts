/** Signs that stand before words, never instead of them. Each takes one column. */
export interface Symbols {
  readonly done: string;
  readonly failed: string;
  readonly warning: string;
  readonly waiting: string;
  readonly back: string;
  readonly skipped: string;
  readonly running: string;
  readonly unknown: string;
  readonly berth: string;
  readonly emptyBerth: string;
  readonly halted: string;
  readonly arrow: string;
  readonly quote: string;
  readonly dot: string;
  readonly ellipsis: string;
  readonly barFull: string;
  readonly barEmpty: string;
  readonly spinner: readonly string[];
}

export const UNICODE_SYMBOLS: Symbols = {
  done: '✓',
  failed: '✗',
  warning: '▲',
  waiting: '·',
  back: '↩',
  skipped: '–',
  running: '▸',
  unknown: '?',
  berth: '●',
  emptyBerth: '○',
  halted: '■',
  arrow: '→',
  quote: '│',
  dot: '·',
  ellipsis: '…',
  barFull: '━',
  barEmpty: '─',
  spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
};

/** For consoles and locales that cannot show the others. */
export const ASCII_SYMBOLS: Symbols = {
  done: '+',
  failed: 'x',
  warning: '!',
  waiting: '.',
  back: '<',
  skipped: '-',
  running: '>',
  unknown: '?',
  berth: '*',
  emptyBerth: 'o',
  halted: '#',
  arrow: '->',
  quote: '|',
  dot: '-',
  ellipsis: '~',
  barFull: '#',
  barEmpty: '.',
  spinner: ['|', '/', '-', '\\'],
};
