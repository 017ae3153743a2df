import { placementKey } from '../../../shared/model/house.ts';
import type { BoardSheet } from './board-state.ts';

/** The app and environment that the open sheet is about. */
export function subjectOf(sheet: BoardSheet | undefined): { app: string; environment: string } | undefined {
  if (sheet === undefined) return undefined;
  return sheet.kind === 'plan' ? sheet.intent : sheet;
}

/** Whether the open sheet is about this card: what is promoted from, or rolled back. */
export function isAbout(sheet: BoardSheet | undefined, key: string): 'source' | 'target' | undefined {
  if (sheet === undefined) return undefined;
  if (sheet.kind === 'rollback') return placementKey(sheet) === key ? 'target' : undefined;
  const { app, environment, from, kind } = sheet.intent;
  if (kind === 'promote' && from !== undefined && key.startsWith(`${app}/${from}/`)) return 'source';
  return key.startsWith(`${app}/${environment}/`) ? 'target' : undefined;
}
