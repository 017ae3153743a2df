import { otherColour } from '../../../shared/model/colour.ts';
import type { Berth } from '../../../shared/model/berth.ts';
import type { ContainerSummary } from '../../../electron/core/engine/engine.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import type { PlaceName } from '../model/act.ts';
import { isReachable, pendingRow, rowOf, servingRow, type PlacementModel } from '../model/placement-model.ts';
import { compareReplay, replayHistory } from '../model/replay-history.ts';
import { berthOf, containersOf, edgeIn, readGates, replicasIn, rowsOf } from './look-at-place.ts';
import type { Run } from './run-state.ts';

const REQUESTS = 6;
/** What was put right may take some checks of the edge until it answers again, milliseconds. */
const PATIENCE_MS = 10_000;

/** What is not as the model has it: clients, gate, record, history and containers of one placement. Empty: all is. */
export async function checkPlace(
  run: Run,
  place: PlaceName,
  model: PlacementModel,
  patient: boolean,
): Promise<readonly string[]> {
  const [berth, containers] = await Promise.all([berthOf(run, place), containersOf(run, place)]);
  const wrong = [
    ...(await checkClients(run, place, model, patient)),
    ...(await checkGate(run, model, berth, containers)),
    ...checkRecord(run, model, berth),
    ...checkReplay(run, place, model, berth),
    ...checkContainers(model, berth, containers, run.unlocked.has(place)),
  ];
  return wrong.map((text) => `${place}: ${text}`);
}

/** Clients get the version that serves, every one of them; while something is unfinished, one version and a known one. */
async function checkClients(
  run: Run,
  place: PlaceName,
  model: PlacementModel,
  patient: boolean,
): Promise<readonly string[]> {
  const serving = servingRow(model);
  const pending = pendingRow(model);
  if (serving === undefined && pending === undefined) {
    const answers = await askClients(run, place, 1);
    return answers.some((answer) => answer.startsWith('200'))
      ? [`nothing is to serve, but clients get ${answers.join()}`]
      : [];
  }
  if (serving === undefined || !isReachable(model)) return [];
  if (pending !== undefined && place === 'prod') return []; // Its requests may be held until somebody settles.
  const may = [serving, ...(pending === undefined ? [] : [pending, rowOf(model, pending.previous)])].flatMap(
    (row) => (row === undefined ? [] : [`200 v${row.version}`]),
  );
  const deadline = performance.now() + (patient ? PATIENCE_MS : 0);
  for (;;) {
    const answers = await askClients(run, place, REQUESTS);
    const good = answers.length === 1 && may.includes(answers[0] ?? '');
    // What is bad and waits to be judged answers nobody well.
    if (good || (pending !== undefined && isBad(pending.version))) return [];
    if (performance.now() > deadline)
      return [`v${serving.version} is to serve, but clients get ${answers.join(', ')}`];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const isBad = (version: number) => version > 3;

async function askClients({ ground }: Run, place: PlaceName, count: number): Promise<readonly string[]> {
  const answers = new Set<string>();
  for (let asked = 0; asked < count; asked += 1) {
    const answer = await ground.shop
      .get(ground.shop.ports[place])
      .catch((error: unknown) => ({ status: 0, version: error instanceof Error ? error.message : '' }));
    answers.add(`${answer.status} ${answer.version ?? ''}`);
  }
  return [...answers];
}

/** Never more than one colour, and the recorded one, now and after a restart. */
async function checkGate(
  run: Run,
  model: PlacementModel,
  berth: Berth | undefined,
  containers: readonly ContainerSummary[],
): Promise<readonly string[]> {
  const edge = edgeIn(containers);
  if (edge?.state !== 'running') {
    const expected = isReachable(model) && pendingRow(model) === undefined;
    return expected ? [`the edge is ${edge?.state ?? 'not there'}`] : [];
  }
  const gates = await readGates(run, edge.id);
  const wrong: string[] = [];
  for (const [index, colours] of gates.entries()) {
    const what = index === 0 ? 'the edge leads' : 'after a restart the edge leads';
    if (colours.length > 1) wrong.push(`${what} to ${colours.join(' and ')}`);
    const certain = pendingRow(model) === undefined && !model.trouble.has('gate moved');
    if (certain && colours[0] !== berth?.active)
      wrong.push(`${what} to ${colours[0] ?? 'nothing'}, recorded is ${berth?.active ?? 'nothing'}`);
  }
  return wrong;
}

function checkRecord(run: Run, model: PlacementModel, berth: Berth | undefined): readonly string[] {
  const wrong: string[] = [];
  if (berth?.activeDeployment !== model.serving)
    wrong.push(
      `recorded as serving is ${berth?.activeDeployment ?? 'nothing'}, not ${model.serving ?? 'nothing'}`,
    );
  if ((berth?.held ?? false) !== model.held)
    wrong.push(
      `the placement is ${berth?.held === true ? '' : 'not '}held, but should ${model.held ? '' : 'not '}be`,
    );
  if (berth?.active === undefined) return wrong;
  if (berth[berth.active]?.state !== 'serving') wrong.push('what serves is not recorded as serving');
  const standby = berth[otherColour(berth.active)];
  if (standby?.state === 'serving') wrong.push('both colours are recorded as serving');
  if (standby === undefined && model.standby !== undefined) wrong.push('the standby is not recorded');
  if (standby !== undefined && model.standby !== undefined) {
    const { version } = run.ground.cores[0].deployments.get(standby.deployment).deployment;
    if (version !== model.standby.version)
      wrong.push(`v${version} is recorded as standby, not v${model.standby.version}`);
    if (standby.state !== model.standby.state)
      wrong.push(`the standby is recorded as ${standby.state}, not ${model.standby.state}`);
  }
  return wrong;
}

/** The history, replayed, tells what is recorded. What is unfinished has no place in it yet. */
function checkReplay(
  run: Run,
  place: PlaceName,
  model: PlacementModel,
  berth: Berth | undefined,
): readonly string[] {
  if (pendingRow(model)?.state === 'running') return [];
  const { skip, berth: base } = run.bases[place];
  const deployments = rowsOf(run, place)
    .slice(skip)
    .map(({ id }) => {
      const { deployment, steps } = run.ground.cores[0].deployments.get(id);
      return { ...deployment, steps };
    });
  return compareReplay(replayHistory(deployments, base), berth).map((text) => `replay: ${text}`);
}

/** Nothing is left behind, and what is recorded to run does, unless somebody interfered. */
function checkContainers(
  model: PlacementModel,
  berth: Berth | undefined,
  containers: readonly ContainerSummary[],
  unlocked: boolean,
): readonly string[] {
  if (pendingRow(model) !== undefined) return [];
  const wrong: string[] = [];
  for (const { name, labels } of containers) {
    const role = labels[LABEL.role];
    if (role === 'edge' && berth !== undefined) continue;
    if (role === 'lock' && unlocked) continue;
    const colour = labels[LABEL.colour];
    const moored = colour === 'blue' || colour === 'green' ? berth?.[colour] : undefined;
    if (role !== 'replica' || moored?.deployment !== labels[LABEL.deployment])
      wrong.push(`left behind: ${name}`);
  }
  for (const colour of ['blue', 'green'] as const) {
    const moored = berth?.[colour];
    if (moored === undefined) continue;
    const part = moored.state === 'serving' ? 'replica' : 'standby';
    // A bad one that was judged too early ends while it stands by, and is started again and again.
    if (part === 'standby' && moored.state === 'warm' && isBad(model.standby?.version ?? 0)) continue;
    const [there] = replicasIn(containers, colour);
    const gone = model.trouble.has(`${part} gone`);
    const stopped = model.trouble.has(`${part} stopped`) || moored.state === 'stopped';
    const should = gone ? undefined : stopped ? 'exited' : 'running';
    const is = there?.state;
    if (is !== should)
      wrong.push(`${colour} is recorded as ${moored.state}, and its container is ${is ?? 'not there'}`);
  }
  return wrong;
}
