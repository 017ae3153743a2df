import { readFileSync, writeFileSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';

/** More than is looked at whole when a history is opened. */
const BIG_BYTES = 40 * 1024 * 1024;

/** Puts one vast log into a closed history, which makes it too big to be looked at whole when it is opened. */
export function makeBig(path: string): void {
  const database = new SqliteDatabase(path, { fileMustExist: true });
  database
    .prepare(
      "INSERT INTO logs (id, kind, at, encoding, content) VALUES ('vast', 'build', 1, 'none', zeroblob(?))",
    )
    .run(BIG_BYTES);
  database.close();
}

/** Spoils every page of the table of logs in a closed history, but for those that one vast log goes on in. */
export function overwriteLogs(path: string): void {
  const database = new SqliteDatabase(path, { readonly: true });
  const pages = database
    .prepare<[], number>("SELECT pageno FROM dbstat WHERE name = 'logs' AND pagetype = 'leaf'")
    .pluck()
    .all();
  database.close();
  const content = readFileSync(path);
  for (const page of pages) content.fill(0xa5, (page - 1) * 4096, page * 4096);
  writeFileSync(path, content);
}
