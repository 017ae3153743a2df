import { dialog } from 'electron';
import type { Calls } from '../../core/calls/calls.ts';
import type { House } from '../../core/house/house.ts';
import type { CallName, CallOutput } from '../../../shared/contract/contract.ts';
import type { ErrorReply } from '../../../shared/contract/errors.ts';
import type { Notice } from '../../../shared/model/notice.ts';
import type { Reply } from '../../../shared/contract/reply.ts';
import { describeRollback } from './describe-rollback.ts';

type Place = Notice['places'][number];

export interface RollbackDeps {
  readonly calls: Calls;
  readonly house: Pick<House, 'snapshot' | 'subscribe' | 'operations'>;
}

/**
 * Asks once, showing what a rollback goes back to, and begins it: with the calls that the window makes for it. The question may
 * stand open for hours: when another release serves by then, nothing is done, and that is said.
 */
export async function askRollback({ calls, house }: RollbackDeps, place: Place): Promise<void> {
  const { app, environment, host } = place;
  const expect = { serving: servingIn(house, place) ?? null, host };
  const preview = await ask(calls, 'rollbacks.preview', place);
  if (!preview.ok) return complain(`${app} in ${environment} cannot be rolled back.`, preview.error.message);
  const question = describeRollback(place, preview.value);
  const { response } = await dialog.showMessageBox({
    type: 'question',
    ...question,
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response !== 1) return;
  const begun = await ask(calls, 'deployments.start', { kind: 'rollback', app, environment, expect });
  const refusal = begun.ok ? await untilOver(house, begun.value.operation) : begun.error;
  // One that began and went wrong has a notice of its own.
  if (refusal !== undefined && refusal.details['deployment'] === undefined)
    await complain('The rollback did not begin.', refusal.message);
}

function servingIn(house: RollbackDeps['house'], { app, environment, host }: Place): string | undefined {
  return house
    .snapshot()
    .placements.find((one) => one.app === app && one.environment === environment && one.host === host)
    ?.deployment;
}

/** Resolves with why it failed, when it did. */
function untilOver(house: RollbackDeps['house'], id: string): Promise<ErrorReply | undefined> {
  return new Promise((resolve) => {
    const unsubscribe = house.subscribe(({ event }) => {
      if (event.type !== 'operation.changed' || event.operation.id !== id) return;
      settle(event.operation);
    });
    const settle = ({ state, error }: ReturnType<typeof house.operations.get>): void => {
      if (state === 'running') return;
      unsubscribe();
      resolve(state === 'failed' ? error : undefined);
    };
    settle(house.operations.get(id));
  });
}

async function ask<N extends CallName>(calls: Calls, name: N, input: unknown): Promise<Reply<CallOutput<N>>> {
  const caller = { signal: new AbortController().signal };
  return (await calls.call(name, input, caller)) as Reply<CallOutput<N>>;
}

async function complain(message: string, detail: string): Promise<void> {
  await dialog.showMessageBox({ type: 'error', message, detail, buttons: ['Close'], noLink: true });
}
