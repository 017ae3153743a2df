import { initial } from './0001-initial.ts';
import type { Migration } from './migration.ts';

/** In order. A released migration is never edited: what follows is a new one. */
export const ALL_MIGRATIONS: readonly Migration[] = [initial];
