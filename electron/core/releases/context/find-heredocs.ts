export interface Heredoc {
  readonly name: string;
  /** Whether a line closes it. */
  endsAt(line: string): boolean;
}

/**
 * The heredocs that an instruction opens, in order. RUN, COPY and ADD may have some, also behind ONBUILD, unless their
 * arguments are a JSON array.
 */
export function findHeredocs(instruction: {
  readonly name: string;
  readonly args: string;
}): readonly Heredoc[] {
  if (instruction.name === 'ONBUILD') {
    const [, name, args] = /^(\S+)\s+(.*)$/su.exec(instruction.args) ?? [];
    return name === undefined || args === undefined ? [] : findHeredocs({ name: name.toUpperCase(), args });
  }
  if (!['RUN', 'COPY', 'ADD'].includes(instruction.name) || isJson(instruction.args)) return [];
  return splitWords(instruction.args).flatMap((word) => {
    const [, dash, rest] = /^\d*<<(-?)\s*([^<]+)$/u.exec(word) ?? [];
    if (rest === undefined) return [];
    const name = rest.replace(/\\(.)|["']/gu, '$1');
    if (name === '' || /\s/u.test(name)) return [];
    return [{ name, endsAt: (line) => (dash === '-' ? line.replace(/^\t+/u, '') : line) === name }];
  });
}

function isJson(args: string): boolean {
  try {
    return Array.isArray(JSON.parse(args));
  } catch {
    return false;
  }
}

/** Words as written: quotes and escapes stay; white space within quotes, and right after `<<`, does not divide. */
function splitWords(text: string): readonly string[] {
  return text.match(/(?:<<-?[ \t]*|'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+/gsu) ?? [];
}
