import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DoctorFinding } from '../../../electron/core/core.ts';
import { createHostCommands } from '../../../electron/core/hosts/create-host-commands.ts';
import type { DoctorDeps } from '../../../electron/core/hosts/doctor-deps.ts';
import { createDoctor } from '../../../electron/core/hosts/run-doctor.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { dataPaths } from '../../../electron/core/runtime/paths.ts';
import { stageEngine, type EngineStage } from './stage-engine.ts';

function doctorOf({ deps, folder }: EngineStage, change: Partial<DoctorDeps> = {}) {
  return createDoctor({
    ...deps,
    paths: dataPaths(folder, 'linux'),
    origins: [{ name: 'bake', value: '3s', from: 'TWINBERTH_BAKE' }],
    warnings: [],
    machine: 'desk',
    isAlive: () => false,
    recover: () => Promise.resolve([]),
    takeOver: () => Promise.resolve({ settled: [], problems: [] }),
    ...change,
  });
}

const withWords = (findings: readonly DoctorFinding[], words: string) =>
  findings.filter(({ what }) => what.includes(words));

const lock = (stage: EngineStage) => ({
  app: stage.app,
  environment: stage.environment,
  host: stage.host.id,
  token: 't1',
  by: 'ann@desk',
  machine: 'desk',
  pid: 4242,
  purpose: 'deploy v2',
  since: 1_700_000_000_000,
});

describe('doctor', () => {
  it('tells settings with their origin, and an engine that answers with what it is', async () => {
    const stage = await stageEngine();
    const report = await doctorOf(stage)();
    expect(report.ok).toBe(true);
    expect(report.settings).toEqual([{ name: 'bake', value: '3s', from: 'TWINBERTH_BAKE' }]);
    expect(withWords(report.findings, 'local (')[0]?.what).toMatch(/answers: Docker \d+\.\d+.*, API 1\.\d+/);
    expect(withWords(report.findings, 'has the edge image')).toMatchObject([{ level: 'ok' }]);
    expect(withWords(report.findings, 'The history is whole')).toMatchObject([{ level: 'ok' }]);
    expect(withWords(report.findings, 'clock')).toEqual([]);
  });

  it('calls an engine that does not answer a problem', async () => {
    const stage = await stageEngine();
    const missing = { kind: 'unix', path: join(stage.folder, 'no.sock') } as const;
    const report = await doctorOf(stage, { engineOf: () => stage.deps.connect(missing) })();
    expect(report.ok).toBe(false);
    expect(withWords(report.findings, 'does not answer')).toMatchObject([{ level: 'problem' }]);
  });

  it('sees a clock that is an hour off', async () => {
    const stage = await stageEngine();
    const clock = { ...systemClock, now: () => Date.now() - 3_600_000 };
    const { findings } = await doctorOf(stage, { clock })();
    expect(withWords(findings, 'ahead of')[0]?.what).toMatch(/The clock of local is (1h|59m59).* ahead of/);
  });

  it('names an edge image that is not there yet, and a folder that others may enter', async () => {
    const stage = await stageEngine();
    await chmod(stage.folder, 0o755);
    const { settings } = stage.deps;
    const defaults = { ...settings.defaults, edge: { image: 'no-such-image:1', maxConnections: 1 } };
    const { findings, ok } = await doctorOf(stage, { settings: { ...settings, defaults } })();
    expect(ok).toBe(true);
    expect(withWords(findings, 'does not have the edge image no-such-image:1')).toHaveLength(1);
    expect(withWords(findings, 'can be entered by others (mode 755)')).toMatchObject([
      { wayOut: `chmod 700 ${stage.folder}, or \`twinberth doctor --fix\`` },
    ]);
  });

  it('with fix shuts others out of the data folder and of what is in it, and leaves to its owner what it may', async () => {
    const stage = await stageEngine();
    const made = { cache: join(stage.folder, 'cache'), file: join(stage.folder, 'cache', 'one') };
    await mkdir(made.cache);
    await writeFile(made.file, 'x');
    await chmod(stage.folder, 0o750);
    await chmod(made.cache, 0o755);
    await chmod(made.file, 0o444);
    const found = await doctorOf(stage)();
    expect(withWords(found.findings, 'by others')).toMatchObject([
      { level: 'warning', what: `${stage.folder} can be entered by others (mode 750).` },
      { level: 'warning', what: expect.stringContaining('can be read by others') as string },
    ]);
    const fixed = await doctorOf(stage)({ fix: true });
    expect(withWords(fixed.findings, 'by others')).toMatchObject([{ fixed: true }, { fixed: true }]);
    const modes = await Promise.all([stage.folder, made.cache, made.file].map((path) => stat(path)));
    expect(modes.map(({ mode }) => mode & 0o777)).toEqual([0o700, 0o700, 0o400]);
    expect(withWords((await doctorOf(stage)()).findings, 'by others')).toEqual([]);
  });

  it('lists containers of ours that nothing here knows, and leaves them alone', async () => {
    const stage = await stageEngine();
    const id = await stage.container('replica', { labels: { 'dev.twinberth.deployment': 'other' } });
    const name = (await stage.engine.containers.inspect(id))?.name ?? '';
    const { findings } = await doctorOf(stage)({ fix: true });
    expect(withWords(findings, `Container ${name} on local`)).toMatchObject([
      { level: 'warning', wayOut: expect.stringContaining(`docker rm -f ${name}`) as string },
    ]);
    expect((await stage.engine.containers.inspect(id))?.running).toBe(true);

    stage.deps.stores.locks.acquire(lock(stage));
    const during = await doctorOf(stage, { isAlive: () => true })();
    expect(withWords(during.findings, name)).toEqual([]);
  });

  it('tells who works on what, and with fix gives up the lock of a process that is gone', async () => {
    const stage = await stageEngine();
    stage.deps.stores.locks.acquire(lock(stage));
    const alive = await doctorOf(stage, { isAlive: () => true })({ fix: true });
    expect(withWords(alive.findings, 'deploy v2, by ann@desk, process 4242')).toMatchObject([
      { level: 'ok' },
    ]);
    const gone = await doctorOf(stage)();
    expect(withWords(gone.findings, 'process 4242, which is gone')).toMatchObject([{ level: 'warning' }]);
    expect(stage.deps.stores.locks.list()).toHaveLength(1);
    const fixed = await doctorOf(stage)({ fix: true });
    expect(withWords(fixed.findings, 'Gave up the lock')).toMatchObject([{ fixed: true }]);
    expect(stage.deps.stores.locks.list()).toEqual([]);
  });

  it('with fix recovers, and says what came of it', async () => {
    const stage = await stageEngine();
    const { app, environment } = stage;
    const recover = () =>
      Promise.resolve([{ app, environment, what: 'recovered' as const, text: 'v2 was cut off' }]);
    expect((await doctorOf(stage, { recover })()).findings.some(({ fixed }) => fixed)).toBe(false);
    const { findings } = await doctorOf(stage, { recover })({ fix: true });
    expect(withWords(findings, `${app} in ${environment}: v2 was cut off`)).toMatchObject([{ fixed: true }]);
  });
});

describe('checking a host', () => {
  it('tells what the engine is and whether it has the edge image', async () => {
    const { deps, host } = await stageEngine();
    const check = await createHostCommands(deps).check('local');
    expect(check).toMatchObject({ host, edgeImage: 'present' });
    expect(check.info.version).toMatch(/^\d+\.\d+/);
    expect(check.pingMs).toBeGreaterThan(0);
  });
});
