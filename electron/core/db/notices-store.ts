import type { Notice } from '../../../shared/model/notice.ts';
import type { Connection } from './connection.ts';
import { withoutNulls } from './row-values.ts';
import { anyObject, readJson } from './stored-json.ts';
import type { NoticesStore } from './stored-notices.ts';

interface NoticeRow {
  readonly id: string;
  readonly at: number;
  readonly kind: Notice['kind'];
  readonly title: string;
  readonly text: string;
  readonly places: string;
  readonly host: string | null;
  readonly deployment: string | null;
  readonly actions: string;
  readonly silent: 0 | 1;
  readonly read: 0 | 1;
}

const places = anyObject<Notice['places']>();
const actions = anyObject<Notice['actions']>();

export function createNoticesStore(connection: Connection): NoticesStore {
  const insert = connection.command(
    `INSERT INTO notices (id, at, kind, title, text, places, host, deployment, actions, silent, read)
     VALUES (@id, @at, @kind, @title, @text, @places, @host, @deployment, @actions, @silent, @read)`,
  );
  const page = connection.query<NoticeRow>(
    `SELECT id, at, kind, title, text, places, host, deployment, actions, silent, read FROM notices
     WHERE sequence < @before ORDER BY sequence DESC LIMIT @limit`,
  );
  const sequenceOf = connection.query<{ readonly sequence: number }>(
    'SELECT sequence FROM notices WHERE id = @id',
  );
  const mark = connection.command('UPDATE notices SET read = 1 WHERE id = @id AND read = 0');
  const forget = connection.command(
    'DELETE FROM notices WHERE sequence <= (SELECT max(sequence) FROM notices) - @most',
  );

  const toNotice = ({ places: where, actions: offered, silent, read, ...row }: NoticeRow): Notice => {
    const at = { path: connection.path, table: 'notices', id: row.id };
    return {
      ...withoutNulls(row),
      places: readJson(where, places, at),
      actions: readJson(offered, actions, at),
      silent: silent === 1,
      read: read === 1,
    };
  };

  return {
    add: (notice) =>
      void insert({
        id: notice.id,
        at: notice.at,
        kind: notice.kind,
        title: notice.title,
        text: notice.text,
        places: JSON.stringify(notice.places),
        host: notice.host ?? null,
        deployment: notice.deployment ?? null,
        actions: JSON.stringify(notice.actions),
        silent: notice.silent ? 1 : 0,
        read: notice.read ? 1 : 0,
      }),
    list: ({ before, limit }) => {
      const last = before === undefined ? undefined : sequenceOf.get({ id: before })?.sequence;
      if (before !== undefined && last === undefined) return [];
      return page.all({ before: last ?? Number.MAX_SAFE_INTEGER, limit }).map(toNotice);
    },
    read: (ids) => connection.write(() => ids.filter((id) => mark({ id }) > 0)),
    forget: (most) => void forget({ most }),
  };
}
