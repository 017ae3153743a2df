import { createHash } from 'node:crypto';

export interface FieldHash {
  /** A text counts as its UTF-8 bytes. */
  add(...values: readonly (string | Buffer)[]): void;
  /** Lowercase hexadecimal. To be called once. */
  digest(): string;
}

/**
 * sha256 over a sequence of fields, each preceded by its length, so that no two different sequences give the same bytes
 * (`ab`,`c` and `a`,`bc`). `purpose` is the first field and names the kind and version of what is hashed.
 */
export function hashFields(purpose: string): FieldHash {
  const hash = createHash('sha256');
  const add = (...values: readonly (string | Buffer)[]): void => {
    for (const value of values) {
      hash.update(`${Buffer.byteLength(value)}:`);
      hash.update(value);
    }
  };
  add(purpose);
  return { add, digest: () => hash.digest('hex') };
}
