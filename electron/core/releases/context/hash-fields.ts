import { createHash } from 'node:crypto';

export interface FieldHash {
  /** A text counts as its UTF-8 bytes. */
  add(...values: readonly string[]): void;
  /** Lowercase hexadecimal. To be called once. */
  digest(): string;
}

/**
 * sha256 over a sequence of fields, each preceded by its length in bytes, so that no two different sequences give the same
 * bytes (`ab`,`c` and `a`,`bc`). `purpose` is the first field and names the kind and version of what is hashed.
 */
export function hashFields(purpose: string): FieldHash {
  const hash = createHash('sha256');
  const add = (...values: readonly string[]): void => {
    let fields = '';
    for (const value of values) fields += `${Buffer.byteLength(value)}:${value}`;
    hash.update(fields);
  };
  add(purpose);
  return { add, digest: () => hash.digest('hex') };
}
