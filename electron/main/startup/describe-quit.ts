import type { Operation } from '../../../shared/model/operation.ts';

export interface QuitQuestion {
  readonly message: string;
  readonly detail: string;
  /** The first is the one that changes nothing. */
  readonly buttons: string[];
}

/** What is asked before quitting; undefined when nothing would be lost. */
export function describeQuit(operations: readonly Operation[]): QuitQuestion | undefined {
  const running = operations.filter(({ state }) => state === 'running');
  const [first] = running;
  if (first === undefined) return undefined;
  const deployments = running.some(({ kind }) => kind === 'deployment');
  return {
    message:
      running.length === 1
        ? `${first.title} is still running.`
        : `${running.length} operations are still running.`,
    detail: [
      ...(running.length === 1 ? [] : [...running.map(({ title }) => `• ${title}`), '']),
      deployments
        ? 'Quitting cancels: what was begun is taken back, or finished where that is safer. What serves now keeps serving.'
        : 'Quitting cancels it.',
    ].join('\n'),
    buttons: ['Keep running', 'Cancel and quit'],
  };
}
