import type { DriftSeverity } from '../../../shared/model/drift.ts';
import type { Connection } from './connection.ts';
import type { DriftScansStore } from './last-scan.ts';

interface ScanRow {
  readonly deployment: string;
  readonly checkedAt: number;
  readonly findings: number;
  readonly worst: DriftSeverity | null;
  readonly cleanSince: number | null;
  readonly cleanUntil: number | null;
  readonly cleanScans: number;
  readonly lastWrite: number | null;
}

export function createDriftScansStore(connection: Connection): DriftScansStore {
  const one = connection.query<ScanRow>(
    `SELECT deployment, checked_at AS checkedAt, findings, worst, clean_since AS cleanSince, clean_until AS cleanUntil,
       clean_scans AS cleanScans, last_write AS lastWrite
     FROM drift_scans WHERE app = @app AND environment = @environment AND host = @host`,
  );
  const put = connection.command(
    `INSERT OR REPLACE INTO drift_scans (app, environment, host, deployment, checked_at, findings, worst, clean_since,
       clean_until, clean_scans, last_write)
     VALUES (@app, @environment, @host, @deployment, @checkedAt, @findings, @worst, @cleanSince, @cleanUntil, @cleanScans,
       @lastWrite)`,
  );

  return {
    get: ({ app, environment, host }) => {
      const row = one.get({ app, environment, host });
      if (row === undefined) return undefined;
      const { deployment, checkedAt, findings, worst, cleanSince, cleanUntil, cleanScans, lastWrite } = row;
      return {
        deployment,
        checkedAt,
        findings,
        ...(worst === null ? {} : { worst }),
        writes: {
          cleanScans,
          ...(cleanSince === null ? {} : { cleanSince }),
          ...(cleanUntil === null ? {} : { cleanUntil }),
          ...(lastWrite === null ? {} : { lastWrite }),
        },
      };
    },
    put: ({ app, environment, host }, { deployment, checkedAt, findings, worst, writes }) =>
      void put({
        app,
        environment,
        host,
        deployment,
        checkedAt,
        findings,
        worst: worst ?? null,
        cleanSince: writes.cleanSince ?? null,
        cleanUntil: writes.cleanUntil ?? null,
        cleanScans: writes.cleanScans,
        lastWrite: writes.lastWrite ?? null,
      }),
  };
}
