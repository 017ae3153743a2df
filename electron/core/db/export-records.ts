import type { Connection, SqlValue } from './connection.ts';
import { schemaVersion } from './migrate.ts';
import { RECORD_KINDS, toRecord } from './record-kinds.ts';
import { damaged } from './sqlite-failure.ts';

/** Version of the form that docs/history-format.md describes. */
export const EXPORT_VERSION = 1;
export const EXPORT_FORMAT = 'twinberth-history';

/**
 * The history, one JSON text for each record, a head before and the number of records behind. All of it is from one moment, however long the
 * reader takes; only one record is in memory at a time. Throws `history.damaged` at a row that cannot be read.
 */
export function* exportRecords(connection: Connection, exportedAt: number): Generator<string> {
  const { database, path } = connection;
  const head = {
    format: EXPORT_FORMAT,
    version: EXPORT_VERSION,
    schema: schemaVersion(database),
    exportedAt,
  };
  yield JSON.stringify(head);
  let records = 0;
  database.exec('SAVEPOINT export');
  try {
    for (const kind of RECORD_KINDS) {
      const rows = database.prepare<[], Record<string, SqlValue>>(kind.select).iterate();
      for (const row of rows) {
        const record = toRecord(kind, row);
        if (record === undefined) throw damaged(path, `a row of table ${kind.table} cannot be read`);
        records += 1;
        yield JSON.stringify({ [kind.kind]: record });
      }
    }
  } finally {
    database.exec('RELEASE export');
  }
  yield JSON.stringify({ end: { records } });
}
