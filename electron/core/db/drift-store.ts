import type { Connection } from './connection.ts';
import { anyObject, readJson } from './stored-json.ts';
import type { DriftPlace, DriftStore, SeenDrift } from './seen-drift.ts';

interface DriftRow {
  readonly finding: string;
  readonly deployment: string;
  readonly since: number;
  readonly lasting: string | null;
}

const KEY = 'app = @app AND environment = @environment AND host = @host';
const lastingFinding = anyObject<Readonly<Record<string, unknown>>>();

export function createDriftStore(connection: Connection): DriftStore {
  const list = connection.query<DriftRow>(
    `SELECT finding, deployment, first_seen AS since, lasting FROM drift_findings WHERE ${KEY}`,
  );
  const add = connection.command(
    `INSERT INTO drift_findings (app, environment, host, finding, deployment, first_seen, lasting)
     VALUES (@app, @environment, @host, @finding, @deployment, @since, @lasting)
     ON CONFLICT (app, environment, host, finding) DO UPDATE SET deployment = excluded.deployment,
       first_seen = excluded.first_seen, lasting = excluded.lasting`,
  );
  const remove = connection.command(`DELETE FROM drift_findings WHERE ${KEY} AND finding = @finding`);
  const read = ({ app, environment, host }: DriftPlace): readonly SeenDrift[] =>
    list.all({ app, environment, host }).map(({ lasting, ...row }) => ({
      ...row,
      ...(lasting === null
        ? {}
        : {
            lasting: readJson(lasting, lastingFinding, {
              path: connection.path,
              table: 'drift_findings',
              id: row.finding,
            }),
          }),
    }));

  return {
    list: read,
    replace: ({ app, environment, host }, findings) =>
      connection.write(() => {
        const place = { app, environment, host };
        const wanted = new Map(findings.map((seen) => [seen.finding, seen]));
        for (const row of list.all(place)) {
          const kept = wanted.get(row.finding);
          if (kept === undefined) remove({ ...place, finding: row.finding });
          else if (isSame(kept, row)) wanted.delete(row.finding);
        }
        for (const { finding, deployment, since, lasting } of wanted.values()) {
          add({ ...place, finding, deployment, since, lasting: textOf(lasting) });
        }
      }),
  };
}

function isSame(seen: SeenDrift, row: DriftRow): boolean {
  const { deployment, since, lasting } = seen;
  return deployment === row.deployment && since === row.since && textOf(lasting) === row.lasting;
}

function textOf(lasting: SeenDrift['lasting']): string | null {
  return lasting === undefined ? null : JSON.stringify(lasting);
}
