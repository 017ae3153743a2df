import type { PlacementConfig } from '../../../shared/model/app-config.ts';
import type { Berth } from '../../../shared/model/berth.ts';
import { otherColour, type Colour } from '../../../shared/model/colour.ts';
import type { Deployment, DeploymentState } from '../../../shared/model/deployment.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { StepName } from '../../../shared/model/plan.ts';
import type { Release } from '../../../shared/model/release.ts';
import {
  planDeployment,
  type PlanInput,
} from '../../../electron/core/deployments/planning/plan-deployment.ts';
import type { ReplayedDeployment } from './replay-history.ts';

/** A host on paper: what a plan would do to it, step by step, without an engine. */
export interface PaperHost {
  readonly berth?: Berth;
  readonly gate?: Colour;
  readonly containers: Readonly<Record<Colour, readonly PaperReplica[]>>;
  readonly edge: boolean;
  readonly deployments: readonly (Deployment & ReplayedDeployment)[];
}

export interface PaperReplica {
  readonly deployment: string;
  readonly running: boolean;
}

export interface PaperRequest {
  readonly kind: 'deploy' | 'rollback' | 'heal';
  readonly release: Release;
  readonly config: PlacementConfig;
  readonly restores?: string;
  /** Which step of the plan goes wrong, and how; absent: none. */
  readonly goesWrong?: { readonly step: number; readonly state: 'failed' | 'interrupted' };
  /** It is found bad while it is watched. */
  readonly foundBad: boolean;
}

/** What could be seen after a step. */
export interface PaperMoment {
  readonly step: StepName;
  /** Somebody who asks is answered, or waits for what is about to serve. */
  readonly served: boolean;
}

export const EMPTY_HOST: PaperHost = {
  containers: { blue: [], green: [] },
  edge: false,
  deployments: [],
};

/** Plans with the real planner, and carries the plan out on paper. Pure. */
export function simulateDeployment(
  before: PaperHost,
  host: Host,
  request: PaperRequest,
): { readonly after: PaperHost; readonly moments: readonly PaperMoment[]; readonly input: PlanInput } {
  const serving = before.deployments.find(({ id }) => id === before.berth?.activeDeployment);
  const input = inputOf(before, host, request, serving);
  const plan = planDeployment(input);
  const id = `deployment-${before.deployments.length + 1}`;
  let now = before;
  let holding = false;
  const moments: PaperMoment[] = [];
  const steps: ReplayedDeployment['steps'][number][] = [];
  let state: DeploymentState = 'live';
  const to = plan.toColour;
  const put = (colour: Colour, replicas: readonly PaperReplica[]): void => {
    now = { ...now, containers: { ...now.containers, [colour]: replicas } };
  };
  for (const [index, { name }] of plan.steps.entries()) {
    const beforeSwitch = plan.steps.findIndex((each) => each.name === 'switch') >= index;
    if (request.goesWrong?.step === index && beforeSwitch && name !== 'lock') {
      steps.push({ index, name, state: 'failed', startedAt: 0 });
      state = request.goesWrong.state;
      break;
    }
    switch (name) {
      case 'edge':
        now = { ...now, edge: true };
        break;
      case 'clear':
        put(to, []);
        break;
      case 'create':
        if (now.containers[to].length > 0) throw new Error(`what lies in ${to} has the names still`);
        put(
          to,
          Array.from({ length: request.config.replicas }, () => ({ deployment: id, running: false })),
        );
        break;
      case 'hold':
        holding = true;
        break;
      case 'stop-old':
        put(otherColour(to), stopped(now.containers[otherColour(to)]));
        break;
      case 'start':
        put(
          to,
          now.containers[to].map((each) => ({ ...each, running: true })),
        );
        break;
      case 'switch':
        now = { ...now, gate: to };
        holding = false;
        break;
      case 'standby':
        if (request.config.warmForMs === 0) put(otherColour(to), stopped(now.containers[otherColour(to)]));
        break;
      case 'lock':
      case 'image':
      case 'network':
      case 'ready':
      case 'bake':
      case 'receipt':
        break;
    }
    steps.push({ index, name, state: 'done', startedAt: 0 });
    moments.push({ step: name, served: holding || isServed(now) });
    if (name === 'bake' && request.foundBad) {
      state = serving === undefined ? 'failed' : 'reverted';
      break;
    }
  }
  const drained =
    plan.fromColour !== undefined && plan.strategy === 'blue-green' && request.config.warmForMs === 0;
  const deployment: Deployment & ReplayedDeployment = {
    sequence: before.deployments.length + 1,
    id,
    kind: request.kind,
    app: request.release.app,
    environment: 'dev',
    host: host.id,
    release: request.release.id,
    version: request.release.version,
    colour: to,
    state,
    startedAt: 0,
    by: 'anna@desk',
    via: 'core',
    config: request.config,
    plan,
    steps,
    ...(serving === undefined ? {} : { previous: serving.id }),
    ...(request.restores === undefined ? {} : { restores: request.restores }),
    ...(drained && state === 'live' ? { receipt: RECEIPT } : {}),
  };
  const deployments = [...before.deployments, deployment];
  const after =
    state === 'live'
      ? remember({ ...now, deployments }, deployment, before.berth)
      : undo(before, { ...now, deployments }, deployment);
  return { after, moments, input };
}

/** Nobody probes on paper. */
const RECEIPT: NonNullable<Deployment['receipt']> = {
  probes: 0,
  failures: 0,
  longestGapMs: 0,
  latencyP50Ms: 0,
  latencyP95Ms: 0,
  failureSamples: [],
  switchMs: 0,
  untilServingMs: 0,
  connectionsCut: 0,
  via: 'port',
};

function inputOf(
  { berth, containers, edge, deployments }: PaperHost,
  host: Host,
  { kind, release, config }: PaperRequest,
  serving: Deployment | undefined,
): PlanInput {
  const observe = (colour: Colour) =>
    containers[colour].map(({ deployment, running }, index) => ({
      id: `${deployment}-${colour}-${index + 1}`,
      name: `${colour}-${index + 1}`,
      replica: index + 1,
      image: '',
      deployment,
      running,
    }));
  const moored = (colour: Colour) => deployments.find(({ id }) => id === berth?.[colour]?.deployment);
  const [blue, green] = [moored('blue'), moored('green')];
  return {
    kind,
    environment: 'dev',
    host,
    release,
    config,
    image: 'sha256:1',
    moored: { ...(blue === undefined ? {} : { blue }), ...(green === undefined ? {} : { green }) },
    observed: {
      colours: { blue: observe('blue'), green: observe('green') },
      ...(edge ? { edge: PAPER_EDGE } : {}),
    },
    edge: { wanted: 'edge', changes: [], ...(edge ? { running: 'edge' } : {}) },
    policyRefusals: [],
    clashes: [],
    ...(berth === undefined ? {} : { berth }),
    ...(serving === undefined ? {} : { serving }),
  };
}

const PAPER_EDGE: NonNullable<PlanInput['observed']['edge']> = {
  id: 'edge',
  name: 'edge',
  image: '',
  labels: {},
  state: 'running',
  createdAt: 0,
  ports: [],
};

/** What a deployment that went well leaves on record. */
function remember(now: PaperHost, deployment: Deployment, before: Berth | undefined): PaperHost {
  const { plan, colour, kind, id, app, environment, host, config } = deployment;
  const from = otherColour(colour);
  const last = before?.active === undefined ? undefined : before[from];
  const keepsWarm = plan.strategy === 'blue-green' && config.warmForMs > 0;
  const there = plan.source === 'create' ? id : (before?.[colour]?.deployment ?? id);
  return {
    ...now,
    berth: {
      app,
      environment,
      host,
      slot: 1,
      held: kind === 'rollback' || (kind === 'heal' && before?.held === true),
      active: colour,
      activeDeployment: id,
      [colour]: { deployment: there, state: 'serving' },
      ...(last === undefined
        ? {}
        : { [from]: { deployment: last.deployment, state: keepsWarm ? 'warm' : 'stopped' } }),
    },
    deployments: now.deployments.map((row) =>
      row.id === deployment.previous
        ? { ...row, state: kind === 'rollback' ? ('rolled-back' as const) : ('superseded' as const) }
        : row,
    ),
  };
}

/** One that came to nothing: what served serves again, what it made is gone, and what it only started is as it was. */
function undo(before: PaperHost, now: PaperHost, { colour, id }: Deployment): PaperHost {
  if (before.berth?.active === undefined) return { ...EMPTY_HOST, deployments: now.deployments };
  const made = now.containers[colour].some(({ deployment }) => deployment === id);
  const left = now.containers[colour].filter(({ deployment }) => deployment !== id);
  const { [colour]: standby, ...berth } = before.berth;
  const stays = standby !== undefined && left.length > 0 && !made;
  return {
    ...now,
    berth: stays ? before.berth : berth,
    ...(before.gate === undefined ? {} : { gate: before.gate }),
    containers: {
      ...before.containers,
      [colour]: stays ? before.containers[colour] : left,
    },
  };
}

export function isServed({ gate, containers }: PaperHost): boolean {
  return (
    gate !== undefined && containers[gate].length > 0 && containers[gate].every(({ running }) => running)
  );
}

function stopped(replicas: readonly PaperReplica[]): readonly PaperReplica[] {
  return replicas.map((each) => ({ ...each, running: false }));
}
