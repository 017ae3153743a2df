import { posix } from 'node:path';

/** What the desktop starts at login on Linux: https://specifications.freedesktop.org/autostart-spec/latest/ */
export interface Autostart {
  readonly file: string;
  readonly text: string;
}

/**
 * @param command the program and its arguments
 * @param home the user's home folder
 */
export function describeAutostart(
  command: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
  home: string,
): Autostart {
  const configured = variables['XDG_CONFIG_HOME'] ?? '';
  const folder = posix.isAbsolute(configured) ? configured : posix.join(home, '.config');
  const own = variables['TWINBERTH_HOME'] ?? '';
  // A login knows nothing of what was set in a terminal.
  const words = posix.isAbsolute(own) ? ['env', `TWINBERTH_HOME=${own}`, ...command] : command;
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Twinberth',
    'Comment=Watches what runs, from the tray',
    `Exec=${[...words, '--hidden'].map(quote).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
  ];
  return { file: posix.join(folder, 'autostart', 'twinberth.desktop'), text: `${lines.join('\n')}\n` };
}

/** Quoting of the Exec key, and the escape of the file's strings around it. */
function quote(word: string): string {
  const percent = word.replaceAll('%', '%%');
  if (/^[\w@%+=:,./-]+$/.test(percent)) return percent;
  return `"${percent.replace(/["`$\\]/g, '\\$&').replaceAll('\\', '\\\\')}"`;
}
