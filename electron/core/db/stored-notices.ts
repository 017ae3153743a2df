import type { Notice } from '../../../shared/model/notice.ts';

export interface NoticesStore {
  add(notice: Notice): void;
  /** Newest first; `before` a notice's id, which is left out. Empty when that notice is not known. */
  list(page: { readonly before?: string; readonly limit: number }): readonly Notice[];
  /** Those of the ids that were not read before. */
  read(ids: readonly string[]): readonly string[];
  /** Removes all but the newest `most`. */
  forget(most: number): void;
}
