/** Shows what goes on until `end`, which leaves only what is worth keeping. */
export interface ProgressView<T> {
  readonly show: (progress: T) => void;
  readonly end: () => void;
}
