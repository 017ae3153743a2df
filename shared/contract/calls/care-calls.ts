import { z } from 'zod';
import type { DoctorView } from '../../model/doctor-view.ts';
import type { DriftReport } from '../../model/drift.ts';
import type { HealthChange, TrafficSeries } from '../../model/health-views.ts';
import type { Begun } from '../../model/operation.ts';
import type { StoragePlan } from '../../model/storage.ts';
import { command, desktop, query } from '../define-call.ts';
import { berth, limit, moment, name, nothing } from '../inputs.ts';

export const careCalls = {
  /** Newest first. */
  'health.changes': query(
    z.strictObject({
      app: name.optional(),
      environment: name.optional(),
      since: moment.optional(),
      limit: limit.default(100),
    }),
  ).answers<readonly HealthChange[]>(),
  'health.traffic': query(
    z.strictObject({ app: name, environment: name, host: name, span: z.enum(['recent', 'day']) }),
  ).answers<TrafficSeries>(),
  'drift.scan': query(z.strictObject({ app: name.optional(), environment: name.optional() })).answers<
    readonly DriftReport[]
  >(),
  'storage.plan': query(z.strictObject({ host: name.optional() })).answers<StoragePlan>(),
  'storage.apply': command(
    z.strictObject({
      host: name.optional(),
      orphans: z.boolean().optional(),
      buildCache: z.boolean().optional(),
    }),
  ).answers<Begun>(),
  'doctor.run': query(nothing).answers<DoctorView>(),
  'doctor.fix': command(nothing).answers<DoctorView>(),
  /** Null when the user chose none. */
  'desktop.chooseFolder': desktop(nothing).answers<string | null>(),
  /** Opens a placement's own address in the user's browser. */
  'desktop.openPlacement': desktop(berth).answers<null>(),
  /** `https:` only. */
  'desktop.openLink': desktop(z.strictObject({ url: z.url().max(2048) })).answers<null>(),
};
