import type { Migration } from './migration.ts';

/** How many releases of an app were withdrawn is asked whenever anybody has written: it decides where a rollback leads. */
export const withdrawnReleases: Migration = {
  version: 8,
  name: 'withdrawn-releases',
  up: (database) => {
    database.exec(`
      CREATE INDEX releases_withdrawn ON releases (app) WHERE withdrawn_at IS NOT NULL;
    `);
  },
};
