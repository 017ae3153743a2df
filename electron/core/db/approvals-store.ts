import type { Connection } from './connection.ts';
import { withoutNulls } from './row-values.ts';
import type { ApprovalsStore } from './stores.ts';

interface ApprovalRow {
  readonly app: string;
  readonly environment: string;
  readonly version: number;
  readonly by: string;
  readonly at: number;
  readonly message: string | null;
}

export function createApprovalsStore(connection: Connection): ApprovalsStore {
  const insert = connection.command(
    `INSERT INTO approvals (app, environment, version, who, at, message)
     VALUES (@app, @environment, @version, @by, @at, @message)`,
  );
  const newest = connection.query<ApprovalRow>(
    `SELECT app, environment, version, who AS by, at, message FROM approvals
     WHERE app = @app AND environment = @environment AND version = @version ORDER BY sequence DESC LIMIT 1`,
  );
  const ofVersion = connection.query<ApprovalRow>(
    `SELECT app, environment, version, who AS by, at, message, max(sequence) FROM approvals
     WHERE app = @app AND version = @version GROUP BY app, environment`,
  );

  return {
    add: (approval) => void insert({ ...approval, message: approval.message ?? null }),
    find: (app, environment, version) => {
      const row = newest.get({ app, environment, version });
      return row && withoutNulls(row);
    },
    list: (app, version) =>
      ofVersion
        .all({ app, version })
        .map(({ environment, by, at, message }) =>
          withoutNulls({ app, environment, version, by, at, message }),
        ),
  };
}
