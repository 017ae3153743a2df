import type { Ids } from '../runtime/ids.ts';
import { compressText, decompressText, ENCODING } from './compress-text.ts';
import type { Connection } from './connection.ts';
import { damaged } from './sqlite-failure.ts';
import type { LogsStore } from './stores.ts';

export function createLogsStore(connection: Connection, ids: Ids): LogsStore {
  const insert = connection.command(
    'INSERT INTO logs (id, kind, at, encoding, content) VALUES (@id, @kind, @at, @encoding, @content)',
  );
  const byId = connection.query<{ readonly encoding: string; readonly content: Uint8Array }>(
    'SELECT encoding, content FROM logs WHERE id = @id',
  );

  return {
    add: (kind, text, at) => {
      const id = ids.next();
      insert({ id, kind, at, encoding: ENCODING, content: compressText(text) });
      return id;
    },
    read: (id) => {
      const row = byId.get({ id });
      if (!row) return undefined;
      const text = decompressText(row.content, row.encoding);
      if (text === undefined) throw damaged(connection.path, `row ${id} of table logs cannot be unpacked`);
      return text;
    },
  };
}
