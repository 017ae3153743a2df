/** How long the browser has to begin reading what it was given. */
const READ_WITHIN_MS = 60_000;

/** Has the browser save a text as a file, where the user's downloads go. */
export function saveText(name: string, type: string, parts: readonly string[]): void {
  const url = URL.createObjectURL(new Blob([...parts], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), READ_WITHIN_MS);
}
