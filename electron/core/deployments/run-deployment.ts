import type { StepName } from '../../../shared/model/plan.ts';
import { isFailure, toFailure } from '../runtime/failure.ts';
import { bake } from './steps/bake.ts';
import { bringImage } from './steps/bring-image.ts';
import { clearBerth } from './steps/clear-berth.ts';
import { commitLive, commitSwitch } from './steps/commit-switch.ts';
import { createColour } from './steps/create-colour.ts';
import { endBadly } from './endings/end-badly.ts';
import { openEdge } from './steps/open-edge.ts';
import { prepareEdge, prepareNetwork } from './steps/prepare-edge.ts';
import { holdRequests, stopOldColour } from './steps/hold-requests.ts';
import { makeStandby } from './steps/make-standby.ts';
import { restoreGate, restoreRecord } from './steps/restore-record.ts';
import { startColour } from './steps/start-colour.ts';
import { swingBack } from './endings/swing-back.ts';
import { perform, type Swap } from './swap.ts';
import { switchGate } from './steps/switch-gate.ts';
import { waitReady } from './steps/wait-ready.ts';
import { writeReceipt } from './steps/write-receipt.ts';

/** What the stores throw. */
const HISTORY_FAILURES = [
  'history.locked',
  'history.damaged',
  'disk.full',
  'disk.read',
  'permission',
] as const;

/**
 * The whole story of a swap. Each line is a step of the plan; those that the plan does not have are passed over: a warm
 * rollback is `switch`, `standby`, `receipt`. Until `switch` nothing of what serves has been touched (hold-and-swap apart,
 * which stops the old colour while requests wait); whatever goes wrong before it removes what was made and nothing else.
 *
 * Resolves also when the deployment fails: how it ended is in the history. Rejects only when that could not be written.
 */
export async function runDeployment(swap: Swap, options: { readonly detach: boolean }): Promise<void> {
  try {
    await performSteps(swap, options);
  } finally {
    // A receipt ends the probing; where none could be written, nobody would, as long as this process lives.
    await swap.found.edge?.prober.stop();
  }
}

async function performSteps(swap: Swap, options: { readonly detach: boolean }): Promise<void> {
  const step = (name: StepName, work: (swap: Swap) => Promise<string | undefined>) =>
    perform(swap, name, () => work(swap));
  const has = (name: StepName) => swap.plan.steps.some((planned) => planned.name === name);
  try {
    await step('image', bringImage);
    await step('network', prepareNetwork);
    await step('edge', prepareEdge);
    await openEdge(swap);
    if (swap.plan.kind === 'heal') await restoreRecord(swap);
    else if (has('clear')) await restoreGate(swap);
    await step('clear', clearBerth);
    await step('create', createColour);
    await step('hold', holdRequests);
    await step('stop-old', stopOldColour);
    await step('start', startColour);
    await step('ready', waitReady);
    await step('switch', switchGate);
    commitSwitch(swap, options.detach);
  } catch (error) {
    await endBadly(swap, error);
    return;
  }
  if (options.detach && has('bake')) {
    await step('receipt', writeReceipt);
    return;
  }
  await finish(swap, step);
}

async function finish(
  swap: Swap,
  step: (name: StepName, work: (swap: Swap) => Promise<string | undefined>) => Promise<void>,
): Promise<void> {
  try {
    await step('bake', bake);
  } catch (error) {
    // Whoever stops watching leaves the bake to the next command; the new colour goes on serving.
    // A history that cannot be written says nothing about the colour either.
    if (isFailure(error, 'interrupted', ...HISTORY_FAILURES)) await writeReceipt(swap);
    else await swingBack(swap, error);
    return;
  }
  commitLive(swap);
  try {
    await step('standby', makeStandby);
    await step('receipt', writeReceipt);
  } catch (error) {
    // It is live; what is left to do for the standby is written down and will be done by whoever runs next.
    swap.report({ kind: 'note', text: `left for later: ${toFailure(error).message}` });
    await writeReceipt(swap);
  }
}
