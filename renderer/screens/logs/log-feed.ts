import type { LogBatch } from '../../../shared/model/log-batch.ts';
import type { Query } from './compile-query.ts';
import { LogRing } from './log-ring.ts';
import { LogSearch } from './log-search.ts';

/** How often React hears of new lines; the lists paint in every frame. */
const TELL_EVERY_MS = 200;

/** What is loaded of a stream of logs, outside React, and who wants to know when it changes. */
export class LogFeed {
  ring = new LogRing();
  search = this.#makeSearch();
  readonly #painters = new Set<() => void>();
  readonly #listeners = new Set<() => void>();
  #query: Query = { text: '', expression: false, matchCase: false };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #version = 0;

  /** Forgets everything: another stream begins. */
  begin(): void {
    this.ring = new LogRing();
    this.search.dispose();
    this.search = this.#makeSearch();
    this.search.ask(this.#query);
    this.#changed();
  }

  take(batch: LogBatch): void {
    this.ring.add(batch);
    this.search.advance();
    this.#changed();
  }

  ask(query: Query): void {
    this.#query = query;
    this.search.ask(query);
    this.#tell();
  }

  dispose(): void {
    this.search.dispose();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Called at every change, however many there are. */
  readonly onPaint = (painter: () => void): (() => void) => {
    this.#painters.add(painter);
    return () => this.#painters.delete(painter);
  };

  /** Called some times a second while it changes. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Becomes another number whenever `subscribe` tells. */
  readonly getVersion = (): number => this.#version;

  #makeSearch(): LogSearch {
    return new LogSearch(this.ring, () => this.#changed());
  }

  #changed(): void {
    for (const paint of this.#painters) paint();
    this.#timer ??= setTimeout(() => this.#tell(), TELL_EVERY_MS);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}
