import type fc from 'fast-check';
import { BAD_IN_BAKE, describeAct, type Act } from '../model/act.ts';
import { expectAct } from '../model/expect-act.ts';
import { isReachable, pendingRow } from '../model/placement-model.ts';
import type { JournalPoint } from '../faults/journal-point.ts';
import { startLoad, type LoadResult } from '../load-client.ts';
import { describeScene } from './describe-scene.ts';
import { followActs } from './follow-act.ts';
import { performAct } from './perform-act.ts';
import type { House, Run } from './run-state.ts';
import { settled, strikeAct, type Strike } from './strike-act.ts';

export type PropertyCommand = fc.AsyncCommand<House, Run>;

/** Somebody asks for something, through one of two processes on the same data, while a client goes on asking. */
export function actCommand(act: Act, by: 0 | 1): PropertyCommand {
  const text = `${describeAct(act)} by process ${by + 1}`;
  return {
    check: () => true,
    toString: () => text,
    run: async (house, run) => {
      run.performed.push(text);
      const { ground } = run;
      await ground.configureFor(act.version);
      const ask = (models: House) => expectAct(models, act);
      const outcome = await underLoad(house, run, act, () =>
        settled(performAct(ground.cores[by], ground.place, act)),
      );
      await followActs(house, run, [{ into: act.into, ask, outcome, struck: false }]);
    },
  };
}

/** The same, and in the middle of it something happens to the process or to its way to the engine. */
export function struckCommand(act: Act, strike: Strike, at: number | JournalPoint): PropertyCommand {
  const text = `${describeAct(act)} ${strike} (${typeof at === 'number' ? at : `${at.step} ${at.at}`})`;
  return {
    check: (house) => [...house[act.into].trouble].every((each) => each.startsWith('standby')),
    toString: () => text,
    run: async (house, run) => {
      const { ground } = run;
      await ground.configureFor(act.version);
      const struck = await underLoad(house, run, act, () => strikeAct(ground, act, strike, at));
      run.performed.push(
        struck === undefined
          ? `${text}: not planned`
          : `${text}: ${struck.disturbance === undefined ? 'not struck at' : 'at'} ${struck.point.step} ${struck.point.at}`,
      );
      if (struck === undefined) {
        await followActs(house, run, []);
        return;
      }
      const { disturbance, outcome } = struck;
      const ask = (models: House) => expectAct(models, act, disturbance);
      await followActs(house, run, [{ into: act.into, ask, outcome, struck: disturbance !== undefined }]);
    },
  };
}

/** Two processes deploy to one placement in the same moment. */
export function raceCommand(first: Act, second: Act): PropertyCommand {
  const text = `${describeAct(first)} and ${describeAct(second)} at once`;
  return {
    check: (house) => house[first.into].trouble.size === 0 && pendingRow(house[first.into]) === undefined,
    toString: () => text,
    run: async (house, run) => {
      run.performed.push(text);
      const { cores, place } = run.ground;
      await run.ground.configureFor(first.version);
      const outcomes = await Promise.allSettled([
        performAct(cores[0], place, first),
        performAct(cores[1], place, second),
      ]);
      const won = outcomes.filter(({ status }) => status === 'fulfilled');
      if (won.length === 0) throw new Error(`nobody won: ${outcomes.map(String).join('; ')}`);
      await followActs(
        house,
        run,
        [first, second].map((act, index) => ({
          into: act.into,
          ask: (models: House) => expectAct(models, act),
          outcome: outcomes[index] ?? { status: 'rejected', reason: undefined },
          struck: false,
          raced: true,
        })),
      );
    },
  };
}

/**
 * Nobody who asks meanwhile goes without an answer, when what serves can be reached and what is to come is sound. Where a
 * process was struck, requests to a placement that is swapped by holding them wait for whoever settles.
 */
async function underLoad<T>(house: House, run: Run, act: Act, work: () => Promise<T>): Promise<T> {
  const model = house[act.into];
  const isSound = act.version !== BAD_IN_BAKE && pendingRow(model) === undefined && isReachable(model);
  if (!isSound || act.into === 'prod') return work();
  const { address, ports } = run.ground.shop;
  let scene: Promise<string> | undefined;
  const onFirstFailure = (): void => {
    scene = describeScene(run, act.into).catch((error: unknown) => `nobody could tell: ${String(error)}`);
  };
  const began = performance.now();
  const load = startLoad({ host: address, port: ports[act.into], clients: 2, onFirstFailure });
  const result = await settled(work());
  const lost = await load.stop();
  if (lost.failures.length > 0) throw new Error(await describeLoss(lost, began, scene));
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}

async function describeLoss(
  { requests, failures, failed, versions }: LoadResult,
  began: number,
  scene: Promise<string> | undefined,
): Promise<string> {
  const since = (at: number | undefined) => `${Math.round((at ?? began) - began)} ms`;
  return [
    `${failures.length} of ${requests} requests were lost: ${[...new Set(failures)].join(', ')}`,
    `from ${since(failed[0]?.from)} to ${since(failed.at(-1)?.to)} after the act began, of ${since(performance.now())}`,
    `good answers came from ${versions.join(', ') || 'nothing'}`,
    `at the first loss:\n${(await scene) ?? ''}`,
  ].join('\n');
}
