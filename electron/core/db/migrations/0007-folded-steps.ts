import type { Migration } from './migration.ts';

/**
 * The steps of a deployment that nothing goes back to any more, as one JSON text instead of a row each. Beside the
 * deployments, as their plans are, so that lists do not have to read past it. A step may go only once it is folded.
 */
export const foldedSteps: Migration = {
  version: 7,
  name: 'folded-steps',
  up: (database) => {
    database.exec(`
      CREATE TABLE folded_steps (
        deployment INTEGER PRIMARY KEY REFERENCES deployments(sequence),
        content TEXT NOT NULL
      ) STRICT;
      CREATE TRIGGER folded_steps_keep BEFORE DELETE ON folded_steps
        BEGIN SELECT RAISE(ABORT, 'history is append-only: folded_steps'); END;
      CREATE TRIGGER folded_steps_fixed BEFORE UPDATE ON folded_steps
        BEGIN SELECT RAISE(ABORT, 'history is append-only: folded_steps'); END;

      DROP TRIGGER steps_keep;
      CREATE TRIGGER steps_keep BEFORE DELETE ON steps
        WHEN NOT EXISTS (SELECT 1 FROM deployments JOIN folded_steps ON folded_steps.deployment = deployments.sequence
          WHERE deployments.id = OLD.deployment)
        BEGIN SELECT RAISE(ABORT, 'history is append-only: steps'); END;
    `);
  },
};
