import { dialog } from 'electron';
import type { Calls } from '../../core/calls/calls.ts';
import type { CallName, CallOutput } from '../../../shared/contract/contract.ts';
import type { Notice } from '../../../shared/model/notice.ts';
import type { Reply } from '../../../shared/contract/reply.ts';
import { describeRollback } from './describe-rollback.ts';

/** Asks once, showing what a rollback goes back to, and begins it: with the calls that the window makes for it. */
export async function askRollback(calls: Calls, berth: Notice['places'][number]): Promise<void> {
  const { app, environment } = berth;
  const preview = await ask(calls, 'rollbacks.preview', berth);
  if (!preview.ok) return complain(`${app} in ${environment} cannot be rolled back.`, preview.error.message);
  const question = describeRollback(berth, preview.value);
  const { response } = await dialog.showMessageBox({
    type: 'question',
    ...question,
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response !== 1) return;
  const begun = await ask(calls, 'deployments.start', { kind: 'rollback', app, environment });
  if (!begun.ok) await complain('The rollback did not begin.', begun.error.message);
}

async function ask<N extends CallName>(calls: Calls, name: N, input: unknown): Promise<Reply<CallOutput<N>>> {
  const caller = { signal: new AbortController().signal };
  return (await calls.call(name, input, caller)) as Reply<CallOutput<N>>;
}

async function complain(message: string, detail: string): Promise<void> {
  await dialog.showMessageBox({ type: 'error', message, detail, buttons: ['Close'], noLink: true });
}
