import type { JSX } from 'react';
import { titleOf } from '../sheets/describe-intent.ts';
import { PlanSheet } from '../sheets/PlanSheet.tsx';
import { RollbackSheet } from '../sheets/RollbackSheet.tsx';
import { showToast } from '../ui/show-toast.ts';
import { navigate } from './navigate.ts';
import type { WindowSheet } from './window-sheet.ts';

export interface WindowSheetsProps {
  readonly sheet: WindowSheet | undefined;
  readonly onClose: () => void;
}

/** The sheet that was asked for from the palette. Once it has begun, one is told, and shown the way to where it happens. */
export function WindowSheets({ sheet, onClose }: WindowSheetsProps): JSX.Element | null {
  if (sheet === undefined) return null;
  const tell = (): void => {
    if (window.location.hash.startsWith('#/board') || window.location.hash.length < 3) return;
    showToast({
      tone: 'quiet',
      text: `${titleOf(sheet.kind === 'plan' ? sheet.intent : { ...sheet }, undefined)}: begun`,
      action: { label: 'Show on the board', onAct: () => navigate({ name: 'board' }) },
    });
  };
  if (sheet.kind === 'plan') return <PlanSheet intent={sheet.intent} onClose={onClose} onBegun={tell} />;
  const { app, environment, host } = sheet;
  return <RollbackSheet app={app} environment={environment} host={host} onClose={onClose} onBegun={tell} />;
}
