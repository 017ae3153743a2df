/** What a folder says about the app in it. Everything may be missing; each comes with where it was found. */
export interface Hints {
  /** From package.json, a compose file, or the folder's own name; not yet a valid one. */
  readonly name: Hint<string>;
  /** The Dockerfile beside, or an image that a compose file takes. */
  readonly source?: Hint<{ readonly kind: 'build' } | { readonly kind: 'image'; readonly reference: string }>;
  readonly port?: Hint<number>;
  readonly mode?: Hint<'tcp'>;
  readonly healthPath?: Hint<string>;
  /** Absolute paths in the container, or `NAME:PATH`. */
  readonly volumes: readonly Hint<string>[];
  readonly test?: Hint<readonly string[]>;
  readonly environment: readonly Hint<readonly [name: string, value: string]>[];
  /** Worth saying, and not put into the file. */
  readonly notes: readonly string[];
}

export interface Hint<T> {
  readonly value: T;
  /** `EXPOSE 8080 in Dockerfile`. */
  readonly because: string;
}
