import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { CutManner } from '../faults/engine-relay.ts';
import { POINTS, type JournalPoint } from '../faults/journal-point.ts';
import type { Act, Disturbance } from '../model/act.ts';
import type { Ground } from './ground.ts';
import { performAct, planAct } from './perform-act.ts';
import type { ActOrder } from './perform-act-until.ts';

/** What can happen to a process in the middle of an act. */
export const STRIKES = [
  'killed',
  'interrupted by a signal',
  'cut off before the request',
  'cut off after the request',
  'cut off in mid-answer',
] as const;
export type Strike = (typeof STRIKES)[number];

export interface Struck {
  /** Undefined: the act ended before its journal came to the point. */
  readonly disturbance?: Disturbance;
  readonly outcome: PromiseSettledResult<unknown>;
  readonly point: JournalPoint;
}

/**
 * Performs an act that is struck at a point of its journal; a number counts them, round and round. Undefined when the act would
 * not even be planned.
 */
export async function strikeAct(
  ground: Ground,
  act: Act,
  strike: Strike,
  at: number | JournalPoint,
): Promise<Struck | undefined> {
  const plan = await planAct(ground.cores[0], ground.place, act).catch(() => undefined);
  // The lock is journalled once it is held: nothing can strike inside it.
  const steps = plan?.steps.filter(({ name }) => name !== 'lock') ?? [];
  const points = steps.flatMap(({ name }) => POINTS.map((each) => ({ step: name, at: each })));
  const point =
    typeof at === 'number'
      ? points[at % Math.max(1, points.length)]
      : points.find((each) => each.step === at.step && each.at === at.at);
  if (point === undefined) return undefined;
  const swing = points.findIndex((each) => each.step === 'switch' && each.at === 'done');
  // A killed process can no longer write down what it has done; any other still does.
  const index = points.indexOf(point);
  const before = strike === 'killed' ? index <= swing : index < swing;
  const when = before ? 'before the switch' : 'after the switch';
  switch (strike) {
    case 'killed':
      return { ...(await kill(ground, act, point, when)), point };
    case 'interrupted by a signal':
      return { ...(await interrupt(ground, act, point, when)), point };
    case 'cut off before the request':
    case 'cut off after the request':
    case 'cut off in mid-answer':
      return { ...(await cut(ground, act, point, when, MANNERS[strike])), point };
  }
}

const MANNERS: Readonly<Record<Exclude<Strike, 'killed' | 'interrupted by a signal'>, CutManner>> = {
  'cut off before the request': 'before the request',
  'cut off after the request': 'after the request',
  'cut off in mid-answer': 'in mid-answer',
};

type When = Disturbance['when'];
type Result = Omit<Struck, 'point'>;

function kill({ place, clock, env }: Ground, act: Act, point: JournalPoint, when: When): Promise<Result> {
  const order: ActOrder = { act, place, point, shiftMs: clock.shiftMs };
  const child = fork(join(import.meta.dirname, 'perform-act-until.ts'), [JSON.stringify(order)], {
    env,
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()));
  return new Promise((resolve) => {
    child.once('message', () => child.kill('SIGKILL'));
    child.once('exit', (code, signal) => {
      if (signal === 'SIGKILL')
        resolve({ disturbance: { by: 'kill', when }, outcome: { status: 'rejected', reason: 'killed' } });
      else if (code === 0) resolve({ outcome: { status: 'fulfilled', value: undefined } });
      else resolve({ outcome: { status: 'rejected', reason: new Error(said) } });
    });
  });
}

async function interrupt(ground: Ground, act: Act, point: JournalPoint, when: When): Promise<Result> {
  const stop = new AbortController();
  const core = ground.struckCore(point, () => stop.abort());
  const outcome = await settled(performAct(core, ground.place, act, { signal: stop.signal }));
  await core.close();
  return stop.signal.aborted ? { disturbance: { by: 'signal', when }, outcome } : { outcome };
}

/** The way to the engine stays cut until the act has given up. */
async function cut(
  ground: Ground,
  act: Act,
  point: JournalPoint,
  when: When,
  manner: CutManner,
): Promise<Result> {
  const core = ground.struckCore(point, () => ground.relay.cutAtNext(manner));
  try {
    const outcome = await settled(performAct(core, ground.place, act));
    return ground.relay.isCut() ? { disturbance: { by: 'cut', when }, outcome } : { outcome };
  } finally {
    ground.relay.mend();
    await core.close();
  }
}

export async function settled<T>(work: Promise<T>): Promise<PromiseSettledResult<T>> {
  const [result] = await Promise.allSettled([work]);
  return result;
}
