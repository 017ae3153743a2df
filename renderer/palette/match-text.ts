/** Where a query was found in a text, and how well. */
export interface TextMatch {
  readonly score: number;
  /** Characters of the text that were meant, ascending; for marking them. */
  readonly places: readonly number[];
}

const WHOLE_WORD = 100;
const WORD_BEGIN = 80;
const INSIDE = 45;
const INITIALS = 40;
const SCATTERED = 15;

/**
 * Finds every word of a query in a text, in any order: as a word, the beginning of one, inside of one, or as letters that
 * follow each other, of which those that begin words count most (`pwp`: promote web to prod).
 * @param query lower case, split at spaces
 * @param text lower case
 * @returns undefined when a word is not found
 */
export function matchText(query: readonly string[], text: string): TextMatch | undefined {
  let score = 0;
  const places: number[] = [];
  for (const word of query) {
    const found = matchWord(word, text);
    if (found === undefined) return undefined;
    score += found.score;
    places.push(...found.places);
  }
  return { score, places: places.sort((a, b) => a - b) };
}

function matchWord(word: string, text: string): TextMatch | undefined {
  let inside = -1;
  let begin = -1;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!beginsWord(text, at)) {
      if (inside < 0) inside = at;
    } else if (endsWord(text, at + word.length)) {
      return { score: WHOLE_WORD, places: span(at, word.length) };
    } else if (begin < 0) {
      begin = at;
    }
  }
  if (begin >= 0) return { score: WORD_BEGIN, places: span(begin, word.length) };
  if (inside >= 0) return { score: INSIDE, places: span(inside, word.length) };
  return matchLetters(word, text);
}

/** The letters one after the other, each where it begins a word if it can; the first one has to. */
function matchLetters(word: string, text: string): TextMatch | undefined {
  const places: number[] = [];
  let initials = 0;
  let from = 0;
  for (const letter of word) {
    const next = nextInitial(text, letter, from);
    const at = next >= 0 ? next : text.indexOf(letter, from);
    if (at < 0) return undefined;
    if (next >= 0) initials += 1;
    else if (places.length === 0) return undefined;
    places.push(at);
    from = at + 1;
  }
  return { score: SCATTERED + (INITIALS - SCATTERED) * (initials / word.length), places };
}

function nextInitial(text: string, letter: string, from: number): number {
  for (let at = text.indexOf(letter, from); at >= 0; at = text.indexOf(letter, at + 1))
    if (beginsWord(text, at)) return at;
  return -1;
}

function beginsWord(text: string, at: number): boolean {
  return at === 0 || !isLetter(text.charCodeAt(at - 1));
}

function endsWord(text: string, at: number): boolean {
  return at >= text.length || !isLetter(text.charCodeAt(at));
}

/** a to z, digits, and everything beyond ASCII. */
function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 127;
}

function span(at: number, length: number): readonly number[] {
  return Array.from({ length }, (_, offset) => at + offset);
}
