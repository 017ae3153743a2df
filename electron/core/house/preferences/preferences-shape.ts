import { z } from 'zod';
import type { Preferences } from '../../../../shared/model/preferences.ts';

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  zoom: 1,
  startAtLogin: false,
  closeToTray: true,
  notify: { failed: true, recovered: true, deployments: true },
};

/** As in the file; what a later version added besides is passed over. */
export const preferencesShape = z.object({
  theme: z.enum(['light', 'dark', 'system']),
  zoom: z.number().min(0.5).max(3),
  startAtLogin: z.boolean(),
  closeToTray: z.boolean(),
  notify: z.object({ failed: z.boolean(), recovered: z.boolean(), deployments: z.boolean() }),
  pausedUntil: z.number().int().optional(),
});
