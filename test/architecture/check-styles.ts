/**
 * What does not fit between a component style sheet and the files that import it: a class that is used and not there, or
 * there and not used. A file that looks names up while it runs (`styles[tone]`) may mean any.
 * @param path of the style sheet
 * @param importers the content of the files that import it
 */
export function checkStyles(path: string, css: string, importers: readonly string[]): string[] {
  if (importers.length === 0) return [`${path} is imported by no component`];
  const defined = new Set(namesOf(css.replaceAll(/\/\*.*?\*\//gs, ''), /\.([a-zA-Z][\w-]*)(?=[^{}]*\{)/g));
  const code = importers.join('\n');
  const used = new Set(namesOf(code, /\bstyles\.(\w+)/g));
  const missing = [...used].filter((name) => !defined.has(name));
  const idle = /\bstyles\[/.test(code) ? [] : [...defined].filter((name) => !used.has(name));
  return [
    ...missing.map((name) => `${path} has no class ${name}, which its component uses`),
    ...idle.map((name) => `${path} has the class ${name}, which no component uses`),
  ];
}

function namesOf(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}
