import { z } from 'zod';
import type { BuildRecord } from '../../model/build-record.ts';
import type { Begun } from '../../model/operation.ts';
import type { ReleaseComparison, ReleaseView } from '../../model/release-views.ts';
import { command, query } from '../define-call.ts';
import { app, id, limit, message, name, releaseOfApp, version } from '../inputs.ts';

export const releaseCalls = {
  /** Newest first; `before` a version. */
  'releases.list': query(
    z.strictObject({ app: name, before: version.optional(), limit: limit.default(50) }),
  ).answers<readonly ReleaseView[]>(),
  'releases.get': query(releaseOfApp).answers<ReleaseView>(),
  'releases.compare': query(
    z.strictObject({ app: name, from: version, to: version }),
  ).answers<ReleaseComparison>(),
  'releases.build': command(
    z.strictObject({
      app: name,
      host: name.optional(),
      noCache: z.boolean().optional(),
      pull: z.boolean().optional(),
    }),
  ).answers<Begun>(),
  /** It may not be deployed any more; what runs of it goes on. */
  'releases.withdraw': command(releaseOfApp).answers<ReleaseView>(),
  'releases.approve': command(
    z.strictObject({ app: name, environment: name, version, message: message.optional() }),
  ).answers<ReleaseView>(),
  'releases.pin': command(releaseOfApp).answers<ReleaseView>(),
  'releases.unpin': command(releaseOfApp).answers<ReleaseView>(),
  'builds.list': query(app).answers<readonly BuildRecord[]>(),
  /** A kept log of a build or a test; null when it is not kept any more. */
  'builds.log': query(z.strictObject({ id })).answers<string | null>(),
};
