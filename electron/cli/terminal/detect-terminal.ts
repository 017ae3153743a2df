import type { ColourDepth } from './paint-text.ts';

export interface TerminalFacts {
  /** Text may be redrawn in place. */
  readonly live: boolean;
  readonly colour: ColourDepth;
  readonly unicode: boolean;
}

/**
 * What can be shown where `isTTY` says whether a person looks. FORCE_COLOR (anything but `0` and `false`) wins over
 * NO_COLOR, as in most tools of this ecosystem; see no-color.org and force-color.org.
 */
export function detectTerminal(
  env: Readonly<Record<string, string | undefined>>,
  isTTY: boolean,
): TerminalFacts {
  const dumb = env['TERM'] === 'dumb';
  return {
    live: isTTY && !dumb,
    colour: wantsColour(env, isTTY && !dumb) ? colourDepth(env) : 'none',
    unicode: !dumb && env['TERM'] !== 'linux' && localeIsUnicode(env),
  };
}

function wantsColour(env: Readonly<Record<string, string | undefined>>, terminal: boolean): boolean {
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  return terminal;
}

function colourDepth(env: Readonly<Record<string, string | undefined>>): ColourDepth {
  const rich = (env['TERM'] ?? '').includes('256') || (env['COLORTERM'] ?? '') !== '' || 'WT_SESSION' in env;
  return rich ? 'rich' : 'basic';
}

/** Only a locale that says otherwise counts against it: many containers name none, and their terminals manage. */
function localeIsUnicode(env: Readonly<Record<string, string | undefined>>): boolean {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find((value) => (value ?? '') !== '');
  return locale === undefined || /utf-?8/i.test(locale);
}
