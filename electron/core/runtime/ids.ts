import { randomBytes } from 'node:crypto';

/** Makes identifiers. Injected, so that tests can make them predictable. */
export interface Ids {
  /** A short id, unique in practice: 16 lowercase hexadecimal digits. */
  next(): string;
}

export const randomIds: Ids = { next: () => randomBytes(8).toString('hex') };
