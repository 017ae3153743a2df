import type { Migration } from './migration.ts';

/**
 * What a holder that is gone is recognised by: which process it was, where its number is somebody else's by now, and until
 * when it meant to be done at the latest, where it was on another machine.
 */
export const lockHolders: Migration = {
  version: 9,
  name: 'lock-holders',
  up: (database) => {
    database.exec(`
      ALTER TABLE locks ADD COLUMN process TEXT;
      ALTER TABLE locks ADD COLUMN until_at INTEGER;
    `);
  },
};
