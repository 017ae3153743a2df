import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockName } from '../../../electron/core/deployments/planning/engine-names.ts';
import { openContender, type Contender, type RaceGround } from './race-ground.ts';
import type { RacerOrder, RacerReply } from './racer.ts';

export interface Races {
  /** Rounds in which one won, the other was told by whom, and nothing was left. */
  readonly clean: number;
  /** How often each of the two was first. */
  readonly won: readonly [number, number];
  /** What was wrong, by round; empty as it should be. */
  readonly wrong: readonly string[];
}

/** Both get their order well before it is time, even on a busy machine: nanoseconds. */
const LEAD = 3_000_000n;
/** Longer than any wait inside of the lock. Whoever has not answered by then never will: milliseconds. */
const DEADLOCK = 30_000;

/**
 * Two processes take one placement at the same moment, again and again; in every second round it is first to be taken
 * from somebody who died. With an engine each has a history of its own, and the lock on the engine decides; without
 * one both use the same history.
 */
export async function runRaces(rounds: number, engine?: RaceGround['engine']): Promise<Races> {
  const folder = mkdtempSync(join(tmpdir(), 'twinberth-races-'));
  const place = { app: `race-${process.pid}`, environment: 'prod', ...(engine && { engine }) };
  const history = (name: string) => join(folder, engine ? `${name}.db` : 'history.db');
  const dead = await openContender({ ...place, history: history('dead'), owner: 'dead@desk' });
  const racers: Racer[] = [];
  const witnesses: Contender[] = [dead];
  try {
    for (const name of ['anna', 'ben']) {
      const ground = { ...place, history: history(name), owner: `${name}@desk` };
      racers.push(await startRacer(ground));
      witnesses.push(await openContender({ ...ground, engine: undefined }));
    }
    return await race(rounds, racers, dead, () => whatIsLeft(place, dead, witnesses));
  } finally {
    for (const racer of racers) await racer.stop();
    await removeLock(dead, place);
    for (const witness of witnesses) witness.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Place = Pick<RaceGround, 'app' | 'environment' | 'engine'>;

async function race(
  rounds: number,
  racers: readonly Racer[],
  dead: Contender,
  left: () => Promise<readonly string[]>,
): Promise<Races> {
  const wrong: string[] = [];
  const won: [number, number] = [0, 0];
  let clean = 0;
  // Its number is free again, and no other process can have been given it so soon.
  const { pid: gone } = spawnSync(process.execPath, ['--version']);
  for (let round = 1; round <= rounds; round += 1) {
    if (round % 2 === 0) await dead.take(gone);
    const take = String(process.hrtime.bigint() + LEAD);
    const ends = await Promise.all(racers.map((racer) => racer.tell({ take })));
    const problems = judge(racers, ends);
    const first = ends.findIndex(({ what }) => what === 'won');
    if (first === 0 || first === 1) won[first] += 1;
    await Promise.all(racers.map((racer) => racer.tell({})));
    problems.push(...(await left()));
    wrong.push(...problems.map((problem) => `round ${round}: ${problem}`));
    if (problems.length === 0) clean += 1;
  }
  return { clean, won, wrong };
}

/** One has it; the other was told so, and who it is. */
function judge(racers: readonly Racer[], ends: readonly RacerReply[]): string[] {
  const winners = racers.filter((_, index) => ends[index]?.what === 'won');
  if (winners.length !== 1) return [`${winners.length} had the placement: ${JSON.stringify(ends)}`];
  const [winner] = winners;
  const lost = ends.find((end) => end.what === 'lost');
  if (lost?.what !== 'lost' || winner === undefined) return [`the other was told ${JSON.stringify(ends)}`];
  const named = lost.message.includes(winner.owner) && lost.details.pid === winner.pid;
  return lost.code === 'placement.locked' && lost.details.by === winner.owner && named
    ? []
    : [`the other was told ${lost.code}: ${lost.message}`];
}

/** Locks that nobody holds any more. */
async function whatIsLeft(
  { app, environment, engine }: Place,
  dead: Contender,
  witnesses: readonly Contender[],
): Promise<readonly string[]> {
  // With an engine, the one who died has a history that nobody else reads.
  if (engine) for (const lock of dead.stores.locks.list()) dead.stores.locks.release(lock.token);
  const left = witnesses.flatMap(({ stores }) => stores.locks.list()).map(({ by }) => `${by} still has it`);
  const onEngine = await dead.engine?.containers.inspect(lockName(app, environment));
  return onEngine === undefined ? left : [...left, 'its lock is still on the engine'];
}

async function removeLock({ engine }: Contender, { app, environment }: Place): Promise<void> {
  const left = await engine?.containers.inspect(lockName(app, environment));
  if (left) await engine?.containers.remove(left.id);
}

interface Racer {
  readonly owner: string;
  readonly pid: number;
  tell(order: RacerOrder): Promise<RacerReply>;
  stop(): Promise<void>;
}

async function startRacer(ground: RaceGround): Promise<Racer> {
  const child = fork(join(import.meta.dirname, 'racer.ts'), [JSON.stringify(ground)]);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await answerOf(child);
  return {
    owner: ground.owner,
    pid: child.pid ?? 0,
    tell: (order) => {
      const answer = answerOf(child);
      child.send(order);
      return answer;
    },
    stop: async () => {
      // After this it has nothing left to do. One that hangs is ended.
      if (child.connected) child.disconnect();
      const timer = setTimeout(() => child.kill('SIGKILL'), DEADLOCK);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** What a racer says next. */
function answerOf(child: ChildProcess): Promise<RacerReply> {
  return new Promise((resolve, reject) => {
    const settle = (then: () => void) => () => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit);
      then();
    };
    const onMessage = (reply: RacerReply) => settle(() => resolve(reply))();
    const onExit = settle(() => reject(new Error('a racer ended by itself')));
    const onDeadline = settle(() => reject(new Error(`no answer within ${DEADLOCK} ms: a deadlock`)));
    const timer = setTimeout(onDeadline, DEADLOCK);
    child.once('message', onMessage).once('exit', onExit);
  });
}
