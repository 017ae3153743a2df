import type {
  BuildOutcome,
  BuildStage,
  Core,
  DeployCommand,
  DeploymentOutcome,
  DeploymentProgress,
  PlacementStatus,
  Settled,
} from '../../../electron/core/core.ts';
import type { DeploymentSummary, RegisteredApp } from '../../../electron/core/db/stores.ts';
import type { RebuildReport } from '../../../electron/core/history/history-commands.ts';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import type { SecretCommand } from '../../../shared/model/app-views.ts';
import type { DriftProposal, DriftReport } from '../../../shared/model/drift.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import type { Release } from '../../../shared/model/release.ts';
import { fakeHosts } from './fake-hosts.ts';
import { logLines } from './fake-logs.ts';
import { fakeOnboarding } from './fake-onboarding.ts';
import { fakeStorage } from './fake-storage.ts';
import { fakeReleaseCare, fakeViews } from './fake-views.ts';
import { NOW, sampleConfig, sampleDeployment, samplePlan, sampleRelease } from './sample-records.ts';

/** What a test decides about a core; the rest is a small placement that works. */
export interface FakeWorld {
  apps?: readonly RegisteredApp[];
  releases?: readonly Release[];
  plan?: Plan;
  outcome?: DeploymentOutcome;
  /** Instead of an outcome: it never began. */
  refusal?: Failure;
  steps?: readonly DeploymentProgress[];
  stages?: readonly BuildStage[];
  build?: BuildOutcome;
  status?: readonly PlacementStatus[];
  drift?: readonly DriftReport[];
  secrets?: readonly SecretCommand[];
  proposals?: readonly DriftProposal[];
  settled?: readonly Settled[];
  rebuild?: RebuildReport;
  /** Called before each step; lets a test wait, interrupt, or slow a demonstration down. */
  pace?: (signal: AbortSignal | undefined) => Promise<void>;
  overrides?: (core: Core) => Partial<Core>;
}

export interface FakeCore extends Core {
  /** What was asked of it, in order. */
  readonly calls: readonly { readonly name: string; readonly request: unknown }[];
  readonly closed: () => boolean;
}

/** A core over records in memory. It knows the apps, plans and outcomes it was given, and runs the swap as a script. */
export function createFakeCore(world: FakeWorld = {}): FakeCore {
  const calls: { name: string; request: unknown }[] = [];
  const note = (name: string, request: unknown) => calls.push({ name, request });
  let apps = world.apps ?? [{ name: 'web', directory: '/srv/web', createdAt: NOW - 86_400_000 }];
  let releases = world.releases ?? [sampleRelease(7), sampleRelease(6)];
  let closed = false;
  const secrets = world.secrets ?? [];
  const agreed: string[] = [];
  const requireApp = (name: string) => {
    if (apps.some((app) => app.name === name)) return;
    throw new Failure('app.unknown', `There is no app ${name}.`, {
      name,
      known: apps.map((app) => app.name),
    });
  };

  const swap = async (
    name: string,
    command: Omit<DeployCommand, 'environment'> & { readonly environment?: string },
    plan: Plan,
  ): Promise<DeploymentOutcome> => {
    const { signal, onProgress, confirm, ...request } = command;
    note(name, request);
    requireApp(command.app);
    if (world.refusal) throw world.refusal;
    onProgress?.({ kind: 'plan', plan });
    if (confirm && !(await confirm(plan))) throw new Failure('interrupted', 'Left before anything was done.');
    onProgress?.({ kind: 'begun', deployment: '4f0c2a9be1d37786' });
    for (const progress of world.steps ?? goodSteps(plan)) {
      await world.pace?.(signal);
      if (signal?.aborted === true) return interrupted(plan);
      onProgress?.(progress);
    }
    return (
      world.outcome ?? {
        deployment: sampleDeployment({ plan }),
        steps: finishedSteps(plan),
        evidence: [],
        serving: { version: plan.version, colour: plan.toColour },
      }
    );
  };

  const core: Core = {
    hosts: fakeHosts(note),
    environments: {
      add: (request) => {
        note('environments.add', request);
        const policy = request.policy ?? { tested: false, soakMs: 0, approval: false };
        const { name } = request;
        return Promise.resolve({ id: 'env-9', name, position: 9, hosts: ['host-1'], policy });
      },
      list: () =>
        ['dev', 'prod'].map((name, position) => ({
          id: `env-${position}`,
          name,
          position,
          hosts: ['host-1'],
          policy: { tested: true, soakMs: 600_000, approval: false },
        })),
      remove: () => Promise.resolve(),
    },
    apps: {
      add: (directory) => {
        note('apps.add', directory);
        const app = { name: 'web', directory, createdAt: NOW };
        apps = [...apps, app];
        const config = {
          app: 'web',
          directory,
          file: `${directory}/twinberth.yaml`,
          source: { kind: 'image' as const, reference: 'bb:1' },
          environments: new Map([['dev', sampleConfig()]]),
        };
        return Promise.resolve({ app, config, warnings: [] });
      },
      list: () => apps,
      remove: (name, options) => {
        note('apps.remove', { name, ...options });
        return Promise.resolve({
          containers: 3,
          networks: ['twinberth-prod'],
          volumes: [{ host: 'local', name: 'twinberth-web-prod-data' }],
          unreachable: ['nuc'],
        });
      },
      config: () => Promise.reject(new Failure('internal', 'not part of this double')),
      ...fakeOnboarding(note),
    },
    releases: {
      build: async ({ signal, onProgress, ...request }) => {
        note('releases.build', request);
        requireApp(request.app);
        for (const stage of world.stages ?? []) {
          await world.pace?.(signal);
          signal?.throwIfAborted();
          onProgress?.(stage);
        }
        const outcome = world.build ?? { release: sampleRelease(8), reused: false, durationMs: 4200 };
        releases = [outcome.release, ...releases];
        return outcome;
      },
      list: (app) => {
        requireApp(app);
        return releases;
      },
      get: (app, version) => {
        const found = releases.find((release) => release.version === version);
        if (found) return found;
        throw new Failure('release.unknown', `${app} has no release v${version}.`, {
          known: releases.map((release) => `v${release.version}`),
        });
      },
      approve: (request) => {
        note('releases.approve', request);
        return { ...request, by: 'ann@desk', at: NOW };
      },
      builds: () => [
        {
          sequence: 1,
          id: 'b1',
          app: 'web',
          state: 'done',
          startedAt: NOW,
          by: 'ann@desk',
          release: 'release-7',
          buildLog: 'log-1',
        },
      ],
      log: (id) => (id === 'log-1' ? 'step 1\nstep 2\n' : undefined),
      ...fakeReleaseCare(note, () => releases),
    },
    deployments: {
      plan: (request) => {
        note('deployments.plan', request);
        return Promise.resolve(world.plan ?? samplePlan());
      },
      deploy: (command) =>
        swap('deployments.deploy', command, world.plan ?? samplePlan({ environment: command.environment })),
      promote: (command) =>
        swap('deployments.promote', command, world.plan ?? samplePlan({ kind: 'promote' })),
      rollback: (command) =>
        swap(
          'deployments.rollback',
          command,
          world.plan ?? samplePlan({ kind: 'rollback', version: 6, fromVersion: 7, source: 'warm' }),
        ),
      heal: (command) =>
        swap(
          'deployments.heal',
          command,
          world.plan ?? samplePlan({ kind: 'heal', environment: command.environment, fromVersion: 7 }),
        ),
      get: (id) => {
        const outcome = world.outcome;
        if (outcome?.deployment.id === id) return outcome;
        throw new Failure('deployment.unknown', `There is no deployment ${id}.`, {});
      },
      page: (filter, page) => {
        note('deployments.page', { filter, page });
        const { before = Infinity, limit } = page ?? {};
        return summaries()
          .filter((entry) => entry.sequence < before)
          .slice(0, limit);
      },
      receipts: () =>
        summaries().flatMap((deployment) =>
          deployment.receipt ? [{ deployment, receipt: deployment.receipt }] : [],
        ),
      logs: (request) => {
        const { signal, ...rest } = request;
        note('deployments.logs', rest);
        return logLines(request.follow === true, signal);
      },
    },
    status: () => Promise.resolve(world.status ?? []),
    history: {
      rebuild: (request) => {
        note('history.rebuild', request);
        return Promise.resolve(
          world.rebuild ?? {
            hosts: [{ name: 'local', state: 'read', placements: 0 }],
            added: { hosts: [], environments: [], apps: [], releases: [], deployments: [] },
            corrected: [],
            asRecorded: 0,
            skipped: [],
            unknown: [],
          },
        );
      },
      backup: (target) => {
        note('history.backup', target);
        return Promise.resolve({ path: target ?? '/data/backups/history.db', bytes: 4096, at: NOW });
      },
      exportTo: (path) => {
        note('history.exportTo', path);
        return Promise.resolve(4096);
      },
      importFrom: (path) => {
        note('history.importFrom', path);
        const backup = { path: '/data/backups/history.db', bytes: 4096, at: NOW };
        return Promise.resolve({ added: { deployment: 2 }, known: 3, backup });
      },
    },
    storage: fakeStorage(note),
    settings: [],
    views: fakeViews(note, () => releases),
    doctor: () =>
      Promise.resolve({
        ok: false,
        findings: [
          { level: 'ok', what: 'The history is whole.' },
          { level: 'problem', what: 'local does not answer.', wayOut: 'Start Docker.' },
        ],
        settings: [{ name: 'edge.image', value: 'haproxy:3.2-alpine', from: 'default' }],
      }),
    drift: (request) => {
      note('drift', request);
      return Promise.resolve(world.drift ?? []);
    },
    secrets: {
      pending: () => Promise.resolve(secrets.filter(({ command }) => !agreed.includes(command))),
      agreed: (app) => agreed.map((command) => ({ app, command, by: 'ann@desk', at: NOW })),
      allow: (app, commands) => {
        note('secrets.allow', { app, commands });
        agreed.push(...commands);
      },
    },
    proposals: () => world.proposals ?? [],
    settle: () => Promise.resolve(world.settled ?? []),
    openHouse: () => {
      throw new Error('this test has no house');
    },
    close: () => {
      closed = true;
      return Promise.resolve();
    },
  };
  return { ...core, ...world.overrides?.(core), calls, closed: () => closed };
}

function summaries(): readonly DeploymentSummary[] {
  const { config: _config, plan: _plan, ...live } = sampleDeployment();
  return [
    live,
    { ...live, sequence: 40, id: 'aaaaaaaaaaaaaaaa', version: 6, colour: 'blue', state: 'superseded' },
    { ...live, sequence: 39, id: 'bbbbbbbbbbbbbbbb', version: 5, state: 'failed', message: 'try 日本語 🚢' },
  ];
}

function finishedSteps(plan: Plan): DeploymentOutcome['steps'] {
  return plan.steps.map((step, index) => ({
    index,
    name: step.name,
    state: 'done',
    startedAt: NOW + index,
    durationMs: 12,
  }));
}

function goodSteps(plan: Plan): readonly DeploymentProgress[] {
  return finishedSteps(plan).flatMap((step) => [
    {
      kind: 'step' as const,
      step: { index: step.index, name: step.name, state: 'running' as const, startedAt: step.startedAt },
    },
    { kind: 'step' as const, step },
  ]);
}

function interrupted(plan: Plan): DeploymentOutcome {
  return {
    deployment: sampleDeployment({ plan, state: 'interrupted' }),
    steps: [],
    evidence: [],
    serving: { version: 6, colour: 'blue' },
  };
}
