/** Escape sequences of terminals: control sequences, operating system commands, and the short ones. */
const ESCAPES = new RegExp(
  '\\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007\\u001b]*(?:\\u0007|\\u001b\\\\)?|[@-Z\\\\^_])',
  'g',
);
/** What would draw nothing or break a line. */
const CONTROLS = new RegExp('[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f]', 'g');

/** A line as it stood in a terminal at its end: without colours, and of a line that was written over, what was written last. */
export function plainText(text: string): string {
  const clean = text.includes('\u001b') ? text.replace(ESCAPES, '') : text;
  const last = clean.replace(/\r+$/, '');
  return last.slice(last.lastIndexOf('\r') + 1).replace(CONTROLS, '\ufffd');
}
