import { describe, expect, it } from 'vitest';
import type { DoctorOptions, StrangeLock } from '../../../electron/core/hosts/doctor-options.ts';
import { createFakeCore } from './fake-core.ts';
import { runLine } from './run-line.ts';

const LOCKS: readonly StrangeLock[] = ['prod', 'dev'].map((environment) => ({
  app: 'web',
  environment,
  host: 'nuc',
  by: 'bob@loft',
  machine: 'loft',
  purpose: 'deploy of v3',
  since: Date.UTC(2026, 1, 3, 4, 5),
  until: Date.UTC(2026, 1, 3, 7, 5),
}));

/** A core whose doctor asks about both locks, and what it was told. */
function asking() {
  const told: boolean[] = [];
  const core = createFakeCore({
    overrides: () => ({
      doctor: async ({ fix, takeOver }: DoctorOptions = {}) => {
        if (fix === true) for (const lock of LOCKS) told.push((await takeOver?.(lock)) ?? false);
        return { ok: true, findings: [], settings: [] };
      },
    }),
  });
  return { core, told };
}

describe('doctor --fix and the locks of other machines', () => {
  it('asks about each on a terminal: who, where, what for, since when and until when', async () => {
    const { core, told } = asking();
    const { stdout } = await runLine('doctor --fix', {
      core,
      terminal: { columns: 200, rows: 40 },
      typed: 'y\n',
    });
    expect(told).toEqual([true, false]);
    expect(stdout).toContain(
      'web in prod on nuc is being worked on from loft: deploy of v3, by bob@loft, since 2026-02-03T04:05:00.000Z, until 2026-02-03T07:05:00.000Z at the latest.',
    );
  });

  it('takes over nothing where nobody can be asked, but what is named', async () => {
    const nobody = asking();
    await runLine('doctor --fix', { core: nobody.core });
    expect(nobody.told).toEqual([false, false]);
    const named = asking();
    await runLine('doctor --fix --json --take-over web/dev', { core: named.core });
    expect(named.told).toEqual([false, true]);
  });

  it('refuses a name without --fix, and one that is no place', async () => {
    const { core } = asking();
    expect(await runLine('doctor --take-over web/dev', { core })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--take-over is for --fix') as string,
    });
    expect(await runLine('doctor --fix --take-over web', { core })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('It must be an app and an environment: web/prod.') as string,
    });
  });
});
