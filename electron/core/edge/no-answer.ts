/** A probe that the app did not answer. `edge`: something at the place where the edge should be did, so probes do get there. */
export class NoAnswer extends Error {
  readonly edge: boolean;

  constructor(message: string, edge: boolean) {
    super(message);
    this.edge = edge;
  }
}
