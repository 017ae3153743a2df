import { searchLines, type Findings } from './search-lines.ts';

export interface SearchRequest {
  readonly pattern: RegExp;
  readonly lines: readonly string[];
}

export type SearchAnswer = Findings;

/*
 * Searches lines in a thread of its own. What a user types as an expression may take for ever on some line; here it holds
 * up nobody, and can be ended.
 */
addEventListener('message', ({ data }: MessageEvent<SearchRequest>) => {
  postMessage(searchLines(data.pattern, data.lines) satisfies SearchAnswer);
});
