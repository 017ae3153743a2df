/** One instruction of a Dockerfile. */
export interface Instruction {
  /** 1 is the first line of the file; the line on which the instruction begins. */
  readonly line: number;
  /** Upper case: `RUN`, `COPY` … */
  readonly keyword: string;
  /** Everything after the keyword, continued lines joined, without comments; a here-document's body is not part of it. */
  readonly rest: string;
}

/**
 * Splits a Dockerfile into its instructions, only as far as is needed to say on which line one stands: the `escape`
 * directive, comments (also between continued lines), continuations and here-documents. Never throws; what is no
 * instruction comes out as one with an odd keyword, as the builder sees it.
 */
export function parseInstructions(dockerfile: string): readonly Instruction[] {
  const lines = dockerfile.replace(/^\uFEFF/, '').split(/\r?\n/);
  const escape = escapeDirective(lines);
  const instructions: Instruction[] = [];
  let begun: { readonly line: number; text: string } | undefined;

  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (/^\s*#/.test(line) || (begun && line.trim() === '')) continue;
    if (!begun && line.trim() === '') continue;
    const continued = continuation(line, escape);
    begun = begun
      ? { line: begun.line, text: begun.text + (continued ?? line) }
      : { line: index + 1, text: (continued ?? line).trimStart() };
    if (continued !== undefined) continue;
    const instruction = toInstruction(begun.line, begun.text);
    instructions.push(instruction);
    begun = undefined;
    index = skipHereDocuments(lines, index, instruction);
  }
  if (begun) instructions.push(toInstruction(begun.line, begun.text));
  return instructions;
}

/** Parser directives stand at the very top; the first line that is none ends them. */
function escapeDirective(lines: readonly string[]): string {
  for (const line of lines) {
    const directive = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/.exec(line);
    if (!directive) break;
    if (directive[1]?.toLowerCase() === 'escape') return directive[2] === '`' ? '`' : '\\';
  }
  return '\\';
}

/** The line without its escape character, when it is continued on the next one. */
function continuation(line: string, escape: string): string | undefined {
  const trimmed = line.trimEnd();
  return trimmed.endsWith(escape) ? trimmed.slice(0, -1) : undefined;
}

function toInstruction(line: number, text: string): Instruction {
  const [, keyword = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(text.trim()) ?? [];
  return { line, keyword: keyword.toUpperCase(), rest };
}

/** Returns the index of the last line that belongs to the instruction's here-documents. */
function skipHereDocuments(lines: readonly string[], index: number, instruction: Instruction): number {
  if (!['RUN', 'COPY', 'ADD'].includes(instruction.keyword)) return index;
  let last = index;
  for (const [, dash, , name] of instruction.rest.matchAll(
    /(?<!<)<<(-?)(["']?)([A-Za-z_][A-Za-z0-9_.]*)\2/g,
  )) {
    const end = lines.findIndex(
      (line, at) => at > last && (dash === '-' ? line.replace(/^\t+/, '') : line) === name,
    );
    // A shell's own `<<` in an old frontend has no such end: the lines after it are instructions then.
    if (end !== -1) last = end;
  }
  return last;
}
