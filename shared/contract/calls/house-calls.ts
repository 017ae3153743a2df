import { z } from 'zod';
import type { HouseSnapshot } from '../../model/house.ts';
import type { Notice } from '../../model/notice.ts';
import type { Operation, OperationOutput } from '../../model/operation.ts';
import type { Preferences, SettingView } from '../../model/preferences.ts';
import { command, query, stream } from '../define-call.ts';
import { id, limit, moment, nothing } from '../inputs.ts';

export const houseCalls = {
  /** Everything that the board shows, and the number of the last event that is in it. */
  'house.get': query(nothing).answers<HouseSnapshot>(),
  /** Whether anybody looks: the edges are asked more often while somebody does. */
  'house.attend': command(z.strictObject({ visible: z.boolean() })).answers<null>(),
  'operations.cancel': command(z.strictObject({ operation: id })).answers<null>(),
  'operations.get': query(z.strictObject({ operation: id })).answers<Operation>(),
  /** What an operation printed (a build's log, a test's output) from its beginning, and on until it ends. */
  'operations.follow': stream(z.strictObject({ operation: id })).answers<readonly OperationOutput[]>(),
  'notices.list': query(z.strictObject({ before: id.optional(), limit: limit.default(50) })).answers<
    readonly Notice[]
  >(),
  'notices.read': command(z.strictObject({ ids: z.array(id).max(1000) })).answers<null>(),
  /** Silence until a moment; null: speak again. */
  'notices.pause': command(z.strictObject({ until: moment.nullable() })).answers<Preferences>(),
  'preferences.get': query(nothing).answers<Preferences>(),
  'preferences.set': command(
    z.strictObject({
      theme: z.enum(['light', 'dark', 'system']).optional(),
      /** 1 is the size as designed. */
      zoom: z.number().min(0.5).max(2).optional(),
      startAtLogin: z.boolean().optional(),
      closeToTray: z.boolean().optional(),
      notify: z
        .strictObject({
          failed: z.boolean().optional(),
          recovered: z.boolean().optional(),
          deployments: z.boolean().optional(),
        })
        .optional(),
    }),
  ).answers<Preferences>(),
  /** What the environment sets, and what is as shipped. */
  'settings.list': query(nothing).answers<readonly SettingView[]>(),
};
