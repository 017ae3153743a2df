import { compileQuery, type Query } from './compile-query.ts';
import type { LogRing } from './log-ring.ts';
import { MatchList } from './match-list.ts';
import type { SearchAnswer, SearchRequest } from './search-worker.ts';

/** What is sent to the other thread at once: little enough to be copied within a frame. */
const MAX_LINES = 2000;
const MAX_CHARACTERS = 1_000_000;
/** Within it, any sensible expression has looked at a megabyte many times. */
const PATIENCE_MS = 2000;

/**
 * idle       nothing is asked for
 * searching  lines that are held have not all been looked at
 * done       they have; lines that come are looked at as they come
 * invalid    the expression cannot be used: `problem`
 * slow       the expression took too long on some line, or there is no thread to look in, and it was given up: `problem`
 */
export interface SearchState {
  readonly state: 'idle' | 'searching' | 'done' | 'invalid' | 'slow';
  readonly problem?: string;
}

/** Looks for a query in the lines of a ring, those that are there and those that come, in a thread of its own. */
export class LogSearch {
  matches = new MatchList();
  state: SearchState = { state: 'idle' };
  readonly #ring: LogRing;
  readonly #onChange: () => void;
  #pattern: RegExp | undefined;
  #worker: Worker | undefined;
  #asked = false;
  #next = 0;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(ring: LogRing, onChange: () => void) {
    this.#ring = ring;
    this.#onChange = onChange;
  }

  /** Begins anew with this query. */
  ask(query: Query): void {
    this.#stop();
    this.matches = new MatchList();
    const compiled = compileQuery(query);
    if (compiled === undefined) this.state = { state: 'idle' };
    else if ('problem' in compiled) this.state = { state: 'invalid', problem: compiled.problem };
    else {
      this.#pattern = compiled.pattern;
      this.#next = this.#ring.first;
      this.state = { state: 'searching' };
      this.advance();
    }
    this.#onChange();
  }

  /** The ring has changed: forgets what has left, and looks at what has come. */
  advance(): void {
    this.matches.trim(this.#ring.first);
    if (this.#pattern === undefined || this.#asked) return;
    this.#next = Math.max(this.#next, this.#ring.first);
    if (this.#next < this.#ring.end) this.#askForSome(this.#pattern);
    else this.state = { state: 'done' };
  }

  dispose(): void {
    this.#stop();
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #askForSome(pattern: RegExp): void {
    const first = this.#next;
    const lines: string[] = [];
    const sources: number[] = [];
    let characters = 0;
    while (this.#next < this.#ring.end && lines.length < MAX_LINES && characters < MAX_CHARACTERS) {
      const { text, source } = this.#ring.lineAt(this.#next);
      lines.push(text);
      sources.push(source);
      characters += text.length;
      this.#next += 1;
    }
    this.#worker ??= new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' });
    this.#asked = true;
    this.#worker.onmessage = ({ data }: MessageEvent<SearchAnswer>) => {
      clearTimeout(this.#patience);
      this.#asked = false;
      this.matches.add(data, first, sources);
      this.advance();
      this.#onChange();
    };
    this.#worker.onerror = () => this.#giveUp('The search could not be performed here.');
    this.#worker.postMessage({ pattern, lines } satisfies SearchRequest);
    this.#patience = setTimeout(
      () => this.#giveUp('This expression takes too long on some line. Make it simpler.'),
      PATIENCE_MS,
    );
  }

  #giveUp(problem: string): void {
    this.#stop();
    this.state = { state: 'slow', problem };
    this.#onChange();
  }

  #stop(): void {
    clearTimeout(this.#patience);
    // What it is at cannot be taken back in another way.
    if (this.#asked) {
      this.#worker?.terminate();
      this.#worker = undefined;
    }
    this.#asked = false;
    this.#pattern = undefined;
  }
}
