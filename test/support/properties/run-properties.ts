import fc from 'fast-check';
import type { DeploymentState } from '../../../shared/model/deployment.ts';
import { GOOD, PLACES, VERSIONS, type Act } from '../model/act.ts';
import { actCommand, raceCommand, struckCommand, type PropertyCommand } from './act-commands.ts';
import { rebuildCommand, settleCommand, sleepCommand } from './care-commands.ts';
import type { Ground } from './ground.ts';
import { interfereCommand, moveTagCommand, removeNetworkCommand, TROUBLES } from './interfere-commands.ts';
import { newHouse, newRun } from './run-state.ts';
import { STRIKES } from './strike-act.ts';

/** Of one sequence, beside the deployments that it may begin with. A seed makes the same sequence everywhere. */
const MAX_COMMANDS = 16;

export interface PropertyOrder {
  /** One sequence is made from each. */
  readonly seeds: readonly number[];
  /** How long a failure may be made smaller, milliseconds: minutes are needed on a real engine. */
  readonly shrinkMs: number;
  /** Told of each failure as soon as it is as small as it gets. */
  readonly report: (failure: string) => void;
}

export interface PropertyResult {
  readonly runs: number;
  readonly commands: number;
  readonly failures: readonly string[];
  /** Every state in which a deployment was seen. */
  readonly seen: ReadonlySet<DeploymentState>;
}

/** Random sequences of commands, faults and interference, each on empty ground. */
export async function runProperties(ground: Ground, order: PropertyOrder): Promise<PropertyResult> {
  const seen = new Set<DeploymentState>();
  const failures: string[] = [];
  let commands = 0;
  for (const seed of order.seeds) {
    const result = await runSequence(ground, order, seed, seen);
    commands += result.commands;
    if (result.failure === undefined) continue;
    failures.push(result.failure);
    order.report(result.failure);
  }
  return { runs: order.seeds.length, commands, failures, seen };
}

async function runSequence(
  ground: Ground,
  { shrinkMs }: PropertyOrder,
  seed: number,
  seen: Set<DeploymentState>,
): Promise<{ readonly commands: number; readonly failure?: string }> {
  let commands = 0;
  let failedAt: number | undefined;
  const property = fc.asyncProperty(
    fc.constantFrom(0, 1, 2, 2),
    fc.commands(arbitraryCommands(), { maxCommands: MAX_COMMANDS, size: 'max' }),
    async (deployed, sequence) => {
      // What it has come to by then is small enough.
      if (failedAt !== undefined && performance.now() - failedAt > shrinkMs) return;
      await ground.reset();
      const run = newRun(ground, seen);
      const house = newHouse();
      try {
        for (const version of GOOD.slice(0, deployed))
          await actCommand({ kind: 'deploy', into: 'dev', version }, 0).run(house, run);
        await fc.asyncModelRun(() => ({ model: house, real: run }), sequence);
      } catch (error) {
        failedAt ??= performance.now();
        throw error;
      } finally {
        if (failedAt === undefined) commands = run.performed.length;
      }
    },
  );
  const details = await fc.check(property, { seed, numRuns: 1, includeErrorInReport: true });
  return details.failed ? { commands, failure: String(fc.defaultReportMessage(details)) } : { commands };
}

function arbitraryCommands(): fc.Arbitrary<PropertyCommand>[] {
  const into = fc.constantFrom(...PLACES);
  const by = fc.constantFrom(0 as const, 1 as const);
  const good = fc.constantFrom(...GOOD);
  const deploy = fc
    .constantFrom(...VERSIONS)
    .map((version): Act => ({ kind: 'deploy', into: 'dev', version }));
  const act: fc.Arbitrary<Act> = fc.oneof(
    { weight: 3, arbitrary: deploy },
    {
      weight: 1,
      arbitrary: fc
        .tuple(into, fc.constantFrom(...VERSIONS))
        .map(([where, version]): Act => ({ kind: 'deploy', into: where, version })),
    },
    { weight: 2, arbitrary: fc.constant<Act>({ kind: 'promote', into: 'prod' }) },
    { weight: 2, arbitrary: into.map((where): Act => ({ kind: 'rollback', into: where })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(into, good)
        .map(([where, version]): Act => ({ kind: 'rollback', into: where, version })),
    },
    { weight: 2, arbitrary: into.map((where): Act => ({ kind: 'heal', into: where })) },
  );
  const command = fc.tuple(act, by).map(([what, who]) => actCommand(what, who));
  const struck = fc
    .tuple(act, fc.constantFrom(...STRIKES), fc.nat(20))
    .map(([what, strike, nth]) => struckCommand(what, strike, nth));
  const interference = fc
    .tuple(into, fc.constantFrom(...TROUBLES))
    .map(([where, trouble]) => interfereCommand(where, trouble));
  const race = fc
    .tuple(good, good)
    .map(([a, b]) =>
      raceCommand({ kind: 'deploy', into: 'dev', version: a }, { kind: 'deploy', into: 'dev', version: b }),
    );
  const rare = fc.oneof(
    race,
    into.map(removeNetworkCommand),
    good.map(moveTagCommand),
    fc.constant(null).map(rebuildCommand),
  );
  const settle = fc.oneof(by.map(settleCommand), fc.constant(null).map(sleepCommand));
  return [command, command, command, struck, struck, interference, interference, settle, rare];
}
