/** What came of an import. */
export interface Imported {
  /** How many records of each kind were added. */
  readonly added: Readonly<Record<string, number>>;
  /** How many the history had already; those were left as they are. */
  readonly known: number;
}
