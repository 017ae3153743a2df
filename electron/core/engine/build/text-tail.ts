/** Keeps the end of a text that may be endless. */
export interface TextTail {
  readonly append: (text: string) => void;
  /** What was kept; when something was dropped it begins with a line that says how much, and then at a line's start. */
  readonly text: () => string;
}

/** `limit` is in UTF-16 units; between `limit` and twice as many are held while text comes in. */
export function createTextTail(limit: number): TextTail {
  let kept = '';
  let dropped = 0;
  const cut = (): void => {
    const excess = kept.length - limit;
    if (excess <= 0) return;
    const lineEnd = kept.indexOf('\n', excess);
    const from = lineEnd === -1 ? excess : lineEnd + 1;
    dropped += from;
    kept = kept.slice(from);
  };
  return {
    append: (text) => {
      kept += text;
      if (kept.length > 2 * limit) cut();
    },
    text: () => {
      cut();
      return dropped === 0 ? kept : `[the first ${dropped} characters were left out]\n${kept}`;
    },
  };
}
