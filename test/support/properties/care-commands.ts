import { PLACES } from '../model/act.ts';
import { begin, coolDown } from '../model/change-placement.ts';
import { EMPTY, pendingRow } from '../model/placement-model.ts';
import { replayFrom } from '../model/replay-history.ts';
import type { PropertyCommand } from './act-commands.ts';
import { followActs } from './follow-act.ts';
import { WARM_MS } from './ground.ts';
import { berthOf, rowsOf } from './look-at-place.ts';
import type { House, Run } from './run-state.ts';

/** Longer than whoever swung a gate is given to judge its bake, shorter than any standby is warm, milliseconds. */
const A_WHILE_MS = 30_000;

/** Some time passes, and somebody settles: what was left unfinished comes to its end. */
export function settleCommand(by: 0 | 1): PropertyCommand {
  const text = `settle by process ${by + 1}`;
  return {
    check: () => true,
    toString: () => text,
    run: async (house, run) => {
      run.performed.push(text);
      run.ground.clock.shift(A_WHILE_MS);
      const settled = await run.ground.cores[by].settle();
      const waiting = settled.filter(({ what }) => what === 'waiting');
      if (waiting.length > 0) throw new Error(waiting.map((each) => each.text).join('; '));
      run.unlocked.clear();
      await followActs(house, run, []);
      for (const place of PLACES)
        if (pendingRow(house[place]) !== undefined) throw new Error(`settling left ${place} unsettled`);
    },
  };
}

/** The lid is closed for so long that no standby is warm any more, and then somebody settles. */
export function sleepCommand(): PropertyCommand {
  return {
    check: (house) =>
      PLACES.every(
        (place) =>
          pendingRow(house[place]) === undefined &&
          ![...house[place].trouble].some((each) => each.startsWith('edge')),
      ),
    toString: () => 'sleep, wake and settle',
    run: async (house, run) => {
      run.performed.push('sleep, wake and settle');
      run.ground.clock.shift(WARM_MS + A_WHILE_MS);
      await run.ground.cores[0].settle();
      for (const place of PLACES) house[place] = coolDown(house[place]);
      await followActs(house, run, []);
    },
  };
}

/** The data folder is lost, and the history is written anew from what runs: what serves and what stands by are known again. */
export function rebuildCommand(): PropertyCommand {
  return {
    check: (house) =>
      PLACES.some((place) => house[place].serving !== undefined) &&
      PLACES.every((place) => house[place].trouble.size === 0 && pendingRow(house[place]) === undefined),
    toString: () => 'the history is lost and rebuilt',
    run: async (house, run) => {
      run.performed.push('the history is lost and rebuilt');
      const before = await berths(run);
      // A release of which nothing runs is known by its tag alone.
      await run.ground.restoreTags();
      await run.ground.loseHistory();
      const report = await run.ground.cores[0].history.rebuild({ app: run.ground.place.app });
      if (report.skipped.length > 0) throw new Error(`left out: ${report.skipped.join('; ')}`);
      const after = await berths(run);
      for (const [index, place] of PLACES.entries()) {
        const [was, is] = [before[index], after[index]];
        const essence = (berth: typeof was) =>
          JSON.stringify([berth?.active, berth?.slot, berth?.blue?.deployment, berth?.green?.deployment]);
        if (essence(was) !== essence(is))
          throw new Error(`${place} was ${essence(was)}, and is rebuilt as ${essence(is)}`);
        adopt(house, run, place, is);
      }
      await followActs(house, run, []);
    },
  };
}

const berths = (run: Run) => Promise.all(PLACES.map((place) => berthOf(run, place)));

/** From here on the history is what could be found out: the model knows no more of the past than that. */
function adopt(
  house: House,
  run: Run,
  place: (typeof PLACES)[number],
  berth: Awaited<ReturnType<typeof berthOf>>,
): void {
  const rows = rowsOf(run, place);
  const { held, standby } = house[place];
  if (berth?.held === true && !held) throw new Error(`${place} was rebuilt as held, and was not`);
  let model = EMPTY;
  for (const { id, kind, version, restores, state } of rows) {
    const row = begin(model, {
      id,
      kind,
      version,
      ends: ['live'],
      ...(restores === undefined ? {} : { restores }),
    });
    // What it took over from is as unknown as what came before.
    const { previous: _unknown, ...last } = row.rows.at(-1) ?? { previous: undefined };
    model = { ...row, rows: [...model.rows, { ...(last as (typeof row.rows)[number]), state }] };
  }
  house[place] = {
    ...model,
    held: berth?.held ?? false,
    ...(standby === undefined ? {} : { standby }),
    ...(berth?.activeDeployment === undefined ? {} : { serving: berth.activeDeployment }),
  };
  run.bases[place] = { skip: rows.length, ...(berth === undefined ? {} : { berth: replayFrom(berth) }) };
}
