import type { Release, ReleaseSource } from '../../../shared/model/release.ts';

/** First digits of an image's portable identity, as the board shows them. */
export function identityOf({ identity }: Release): string {
  return digits(identity.configDigest, 12);
}

/** First digits of a digest: `sha256:9c41e07b12f0…` is `9c41e07b12f0`. */
export function digits(digest: string, count: number): string {
  return digest.replace(/^sha256:/, '').slice(0, count);
}

/** What it came from, in a few words: `Dockerfile on node:22`, `postgres:17`. */
export function comesFrom(source: ReleaseSource): string {
  switch (source.kind) {
    case 'image':
      return source.reference;
    case 'build': {
      const last = source.bases.at(-1)?.reference;
      return last === undefined ? source.dockerfile : `${source.dockerfile} on ${last}`;
    }
  }
}
