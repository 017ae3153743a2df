import { toFailure } from '../../../electron/core/runtime/failure.ts';
import { absorbHistory } from '../model/absorb-history.ts';
import { PLACES, type PlaceName } from '../model/act.ts';
import type { Expectation, Models } from '../model/expect-act.ts';
import type { PlacementModel } from '../model/placement-model.ts';
import { checkPlace } from './check-place.ts';
import { rowsOf } from './look-at-place.ts';
import type { House, Run } from './run-state.ts';

/** What has to come of what was done: asked with the models as they are by then. */
export type Ask = (models: Models) => Expectation;

/** Something that was asked of a placement, and how the asking ended. */
export interface Asked {
  readonly into: PlaceName;
  readonly ask: Ask;
  readonly outcome: PromiseSettledResult<unknown>;
  /** A fault struck: that it rejects says nothing, and what it began may wait for somebody who settles. */
  readonly struck: boolean;
  /** Another one asked at the same time, and only one of them can have had the lock. */
  readonly raced?: boolean;
}

/**
 * Takes what was done into the model and looks whether everything is as it must be now, in both placements. Throws, with
 * everything that is not and with what was done until then.
 */
export async function followActs(house: House, run: Run, asked: readonly Asked[]): Promise<void> {
  const wrong: string[] = [];
  const patient = PLACES.some((place) => house[place].trouble.size > 0 || isUnsettled(house[place]));
  for (const place of PLACES) {
    const here = asked.filter(({ into }) => into === place);
    if (here.some(({ struck }) => struck)) run.unlocked.add(place);
    else if (here.some(({ outcome }) => outcome.status === 'fulfilled')) run.unlocked.delete(place);
    const rows = rowsOf(run, place);
    for (const { state } of rows) run.seen.add(state);
    const asks = here.map(
      ({ ask }) =>
        (model: PlacementModel) =>
          ask({ ...house, [place]: model }),
    );
    const before = house[place].rows.length;
    const absorbed = absorbHistory(house[place], rows, asks, {
      holds: place === 'prod',
      mayWait: here.some(({ struck }) => struck),
    });
    wrong.push(...absorbed.wrong.map((text) => `${place}: ${text}`));
    house[place] = absorbed.model;
    const begun = rows.length - before;
    wrong.push(...here.flatMap((each) => judgeOutcome(house, each, begun)));
  }
  for (const place of PLACES) wrong.push(...(await checkPlace(run, place, house[place], patient)));
  if (wrong.length > 0) throw new Error(`${wrong.join('\n')}\nafter: ${run.performed.join('; ')}`);
}

function isUnsettled({ rows }: PlacementModel): boolean {
  return rows.some(({ state }) => state === 'running' || state === 'baking');
}

/** Whether it rejected exactly when it had to, and for the reason that it had to. */
function judgeOutcome(
  house: House,
  { ask, outcome, struck, raced }: Asked,
  begun: number,
): readonly string[] {
  if (outcome.status === 'fulfilled')
    return begun === 0 ? ['it resolved, and nothing is in the history'] : [];
  const { code, message } = toFailure(outcome.reason);
  if (struck) return [];
  if (raced === true) return code === 'placement.locked' ? [] : [`it lost its race with ${code}: ${message}`];
  if (begun > 0) return [`it rejected with ${code} after it had begun: ${message}`];
  const expectation = ask(house);
  return expectation.rejects === code
    ? []
    : [`it rejected with ${code} (${message}), and should ${expectation.rejects ?? 'have begun'}`];
}
