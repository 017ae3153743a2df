import type { Release } from '../../../shared/model/release.ts';
import { versionName } from '../../../shared/model/release.ts';
import { Failure } from '../runtime/failure.ts';
import type { Connection } from './connection.ts';
import { violates } from './constraint.ts';
import { withoutNulls } from './row-values.ts';
import { layerList, readJson, releaseSource, testResult } from './stored-json.ts';
import type { ReleasesStore } from './stores.ts';

interface ReleaseRow {
  readonly id: string;
  readonly app: string;
  readonly version: number;
  readonly tag: string;
  readonly configDigest: string;
  readonly layers: string;
  readonly platform: string;
  readonly inputHash: string;
  readonly source: string;
  readonly test: string;
  readonly sizeBytes: number;
  readonly revision: string | null;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly withdrawnAt: number | null;
}

const SELECT = `SELECT id, app, version, tag, config_digest AS configDigest, layers, platform, input_hash AS inputHash,
  source, test, size_bytes AS sizeBytes, revision, created_at AS createdAt, created_by AS createdBy,
  withdrawn_at AS withdrawnAt FROM releases`;

const INSERT = `INSERT INTO releases (id, app, version, tag, config_digest, layers, platform, input_hash, source, test,
  size_bytes, revision, created_at, created_by, withdrawn_at) VALUES (@id, @app, @version, @tag, @configDigest, @layers,
  @platform, @inputHash, @source, @test, @sizeBytes, @revision, @createdAt, @createdBy, @withdrawnAt)`;

export function createReleasesStore(connection: Connection): ReleasesStore {
  const insert = connection.command(INSERT);
  const byId = connection.query<ReleaseRow>(`${SELECT} WHERE id = @id`);
  const byVersion = connection.query<ReleaseRow>(`${SELECT} WHERE app = @app AND version = @version`);
  const byInputHash = connection.query<ReleaseRow>(
    `${SELECT} WHERE app = @app AND input_hash = @inputHash AND withdrawn_at IS NULL ORDER BY version DESC LIMIT 1`,
  );
  const page = connection.query<ReleaseRow>(
    `${SELECT} WHERE app = @app AND version < @before ORDER BY version DESC LIMIT @limit`,
  );
  const latest = connection.query<ReleaseRow>(
    `${SELECT} WHERE app = @app AND withdrawn_at IS NULL ORDER BY version DESC LIMIT 1`,
  );
  const highest = connection.query<{ readonly version: number | null }>(
    'SELECT max(version) AS version FROM releases WHERE app = @app',
  );
  const withdraw = connection.command(
    'UPDATE releases SET withdrawn_at = @at WHERE id = @id AND withdrawn_at IS NULL',
  );
  const putImage = connection.command(
    `INSERT INTO release_images (release, host, image) VALUES (@release, @host, @image)
     ON CONFLICT (release, host) DO UPDATE SET image = excluded.image`,
  );
  const image = connection.query<{ readonly image: string }>(
    'SELECT image FROM release_images WHERE release = @release AND host = @host',
  );
  const optional = (row: ReleaseRow | undefined) => row && toRelease(row, connection.path);

  return {
    add: (release) => {
      try {
        insert(toParameters(release));
      } catch (error) {
        if (violates(error, 'unique')) throw taken(release);
        throw error;
      }
    },
    get: (id) => optional(byId.get({ id })),
    byVersion: (app, version) => optional(byVersion.get({ app, version })),
    byInputHash: (app, inputHash) => optional(byInputHash.get({ app, inputHash })),
    list: (app, { before = Number.MAX_SAFE_INTEGER, limit = 50 } = {}) =>
      page.all({ app, before, limit }).map((row) => toRelease(row, connection.path)),
    latest: (app) => optional(latest.get({ app })),
    highestVersion: (app) => highest.get({ app })?.version ?? 0,
    withdraw: (id, at) => void withdraw({ id, at }),
    setEngineId: (release, host, imageId) => void putImage({ release, host, image: imageId }),
    engineId: (release, host) => image.get({ release, host })?.image,
  };
}

function toParameters({ identity, source, test, ...release }: Release) {
  return {
    ...release,
    configDigest: identity.configDigest,
    layers: JSON.stringify(identity.layers),
    platform: identity.platform,
    source: JSON.stringify(source),
    test: JSON.stringify(test),
    revision: release.revision ?? null,
    withdrawnAt: release.withdrawnAt ?? null,
  };
}

function toRelease(row: ReleaseRow, path: string): Release {
  const { configDigest, layers, platform, source, test, ...plain } = row;
  const at = { path, table: 'releases', id: row.id };
  return {
    ...withoutNulls(plain),
    identity: { configDigest, layers: readJson(layers, layerList, at), platform },
    source: readJson(source, releaseSource, at),
    test: readJson(test, testResult, at),
  };
}

function taken({ app, version }: Release): Failure {
  const name = versionName(version);
  return new Failure(
    'release.taken',
    `The history already has ${app} ${name}; somebody made it at the same time. Build again to get the next version.`,
    { app, version },
    { retry: true },
  );
}
