import { toFailure } from '../../core/runtime/failure.ts';

/** A dialog for a start that cannot go on. */
export interface StartProblem {
  readonly message: string;
  readonly detail: string;
  /** A file to show in the system's file browser. */
  readonly show?: string;
}

/** What is said when the core cannot be opened: in every case nothing was changed, and what runs keeps running. */
export function explainStartProblem(error: unknown): StartProblem {
  const { code, message, details } = toFailure(error);
  const path = typeof details['path'] === 'string' ? details['path'] : undefined;
  return {
    message: HEADLINES[code] ?? 'Twinberth cannot start.',
    detail: `${message}\n\nNothing was changed. What your apps run on is not touched by this and keeps serving.`,
    ...(path === undefined ? {} : { show: path }),
  };
}

const HEADLINES: Readonly<Record<string, string>> = {
  'history.newer': 'The history was made by a newer Twinberth.',
  'history.damaged': 'The history is damaged.',
  'history.locked': 'Another process holds the history.',
  'setting.invalid': 'A setting is wrong.',
  'disk.full': 'The disk is full.',
};
