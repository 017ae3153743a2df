/** A word or number at the right of a place in the rail. */
export interface RailCount {
  readonly text: string;
  /** Something there needs somebody. */
  readonly bad?: boolean;
}

export interface RailHost {
  readonly name: string;
  /** `28.5`, `ssh · 29.1`, `away 3 min`. */
  readonly detail: string;
  readonly state: 'connected' | 'connecting' | 'away';
  /** Since when it is in that state, where that is worth a word; milliseconds since 1970. */
  readonly since?: number;
}

/** What the rail says besides the names of places. What is not known is left out, never shown as zero. */
export interface RailFacts {
  readonly counts?: Readonly<Partial<Record<'apps' | 'history' | 'health' | 'drift' | 'space', RailCount>>>;
  readonly hosts?: readonly RailHost[];
  /** Notices that nobody has seen. */
  readonly unseen?: number;
  /** What the app is doing by itself: `watching 10 placements`. */
  readonly foot?: string;
}
