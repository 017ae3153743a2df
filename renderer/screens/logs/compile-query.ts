export interface Query {
  readonly text: string;
  /** The text is a regular expression. */
  readonly expression: boolean;
  readonly matchCase: boolean;
}

export type CompiledQuery =
  | { readonly pattern: RegExp }
  /** Why it cannot be searched for. */
  | { readonly problem: string };

/** The pattern that finds every place of a query in a line; undefined when nothing is asked for. */
export function compileQuery({ text, expression, matchCase }: Query): CompiledQuery | undefined {
  if (text === '') return undefined;
  const source = expression ? text : text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  try {
    return { pattern: new RegExp(source, matchCase ? 'g' : 'gi') };
  } catch (error) {
    return { problem: `Not a regular expression: ${reasonOf(error)}` };
  }
}

/** Browsers say `Invalid regular expression: /(/g: Unterminated group`. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/^.*\/[a-z]*: /s, '').replace(/^./, (first) => first.toLowerCase());
}
