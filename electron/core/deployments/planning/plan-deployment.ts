import type { PlacementConfig } from '../../../../shared/model/app-config.ts';
import type { Berth } from '../../../../shared/model/berth.ts';
import { otherColour, type Colour } from '../../../../shared/model/colour.ts';
import type { Deployment, DeploymentKind } from '../../../../shared/model/deployment.ts';
import type { Host } from '../../../../shared/model/host.ts';
import type { Interruption, Plan, PlanRefusal, Source, Strategy } from '../../../../shared/model/plan.ts';
import type { Release } from '../../../../shared/model/release.ts';
import { diffPlacementConfig } from '../../apps/config-changes.ts';
import { hashOf } from './config-hash.ts';
import type { ObservedBerth, ObservedReplica } from './observe-berth.ts';
import { planSteps } from './plan-steps.ts';

/** Everything a plan is made from: recorded state, observed state, request. Nothing is read while planning. */
export interface PlanInput {
  readonly kind: DeploymentKind;
  readonly environment: string;
  readonly host: Host;
  readonly release: Release;
  /** Engine ID on the host; empty when the image still has to be brought there. */
  readonly image: string;
  /** With its port filled in. */
  readonly config: PlacementConfig;
  readonly berth?: Berth;
  /** The deployment that serves now. */
  readonly serving?: Deployment;
  /** The deployments whose containers lie in the two berths, as recorded. */
  readonly moored: Readonly<Partial<Record<Colour, Deployment>>>;
  readonly observed: ObservedBerth;
  /** Hash of the edge that the configuration asks for; undefined in place of the running edge's when there is none. */
  readonly edge: { readonly wanted: string; readonly running?: string; readonly changes: readonly string[] };
  /** Paths of the image's own `VOLUME`s have no bearing: anonymous volumes are never shared. */
  readonly policyRefusals: readonly PlanRefusal[];
  readonly override?: string;
  readonly clashes: readonly string[];
  /** Replicas in this berth that the history knows nothing of. */
  readonly strangers?: readonly ObservedReplica[];
}

/** Recorded state + observed state + request = what will be done, what it changes and what forbids it. Pure. */
export function planDeployment(input: PlanInput): Plan {
  const { release, config, berth, serving } = input;
  const fromColour = berth?.active;
  const toColour = fromColour === undefined ? 'blue' : otherColour(fromColour);
  const { strategy, why } = chooseStrategy(config, serving);
  const source = chooseSource(input, toColour, strategy);
  const replacesEdge = input.observed.edge !== undefined && input.edge.running !== input.edge.wanted;
  return {
    kind: input.kind,
    app: release.app,
    environment: input.environment,
    host: input.host.name,
    release: release.id,
    version: release.version,
    image: input.image,
    ...(fromColour === undefined ? {} : { fromColour }),
    toColour,
    ...(serving === undefined ? {} : { fromVersion: serving.version }),
    strategy,
    strategyWhy: why,
    source,
    steps: planSteps({
      ...input,
      strategy,
      source,
      toColour,
      replacesEdge,
      ...(serving === undefined ? {} : { servingMode: serving.config.mode }),
      ...(fromColour === undefined ? {} : { fromColour }),
    }),
    changes: diffPlacementConfig(serving?.config, config),
    interruptions: findInterruptions(input, strategy, why, replacesEdge),
    refusals: findRefusals(input),
    warnings: findWarnings(input, source),
  };
}

function chooseStrategy(
  config: PlacementConfig,
  serving: Deployment | undefined,
): { readonly strategy: Strategy; readonly why: string } {
  const shared = sharedWritableVolumes(config, serving?.config);
  const named = shared.map((volume) => `\`${volume}\``).join(' and ');
  switch (config.strategy) {
    case 'blue-green':
      return shared.length === 0 || serving === undefined
        ? { strategy: 'blue-green', why: 'asked for in the configuration' }
        : {
            strategy: 'blue-green',
            why: `asked for in the configuration, although both versions will write to ${named} for a while`,
          };
    case 'hold-and-swap':
      return serving === undefined
        ? { strategy: 'blue-green', why: 'nothing serves yet, so there is nothing to hold' }
        : { strategy: 'hold-and-swap', why: 'asked for in the configuration' };
    case 'auto':
      if (serving === undefined) return { strategy: 'blue-green', why: 'nothing serves yet' };
      return shared.length === 0
        ? { strategy: 'blue-green', why: 'both versions can run side by side: they share no writable volume' }
        : {
            strategy: 'hold-and-swap',
            why: `${named} is writable and both versions would use it at once; requests wait while the old one stops and the new one starts`,
          };
  }
}

/** Named volumes and host folders that the old and the new version would both have mounted for writing. */
function sharedWritableVolumes(
  next: PlacementConfig,
  current: PlacementConfig | undefined,
): readonly string[] {
  if (current === undefined) return [];
  const writable = (config: PlacementConfig) =>
    config.volumes.filter((volume) => !volume.readOnly).map((volume) => `${volume.kind}:${volume.source}`);
  const before = new Set(writable(current));
  return [...new Set(writable(next))]
    .filter((key) => before.has(key))
    .map((key) => key.slice(key.indexOf(':') + 1));
}

/**
 * Only a rollback takes containers as they are: its configuration is the stored one, so what was made from it is right. A
 * deployment resolves variables and secrets anew and therefore always gets fresh containers.
 */
function chooseSource(input: PlanInput, toColour: Colour, strategy: Strategy): Source {
  const containers = input.observed.colours[toColour];
  const moored = input.moored[toColour];
  const recorded = input.berth?.[toColour];
  if (input.kind !== 'rollback' || moored === undefined || recorded === undefined) return 'create';
  const same = moored.release === input.release.id && hashOf(moored.config) === hashOf(input.config);
  const complete =
    containers.length === input.config.replicas &&
    containers.every((container) => container.deployment === recorded.deployment);
  if (!same || !complete) return 'create';
  const running = containers.every((container) => container.running) && recorded.state === 'warm';
  return running && strategy === 'blue-green' ? 'warm' : 'start';
}

function findInterruptions(
  input: PlanInput,
  strategy: Strategy,
  why: string,
  replacesEdge: boolean,
): readonly Interruption[] {
  const found: Interruption[] = [];
  if (replacesEdge) {
    found.push({
      kind: 'edge-replacement',
      why: `${input.edge.changes.join(', ')}: the edge is replaced, and for about a second connections are refused; those that are open are cut`,
    });
  }
  if (strategy === 'hold-and-swap') found.push({ kind: 'hold', why });
  return found;
}

function findRefusals(input: PlanInput): readonly PlanRefusal[] {
  const { release } = input;
  const impossible = (code: PlanRefusal['code'], message: string): PlanRefusal => ({
    kind: 'impossible',
    code,
    message,
  });
  const found: PlanRefusal[] = [];
  if (release.test.state === 'failed') {
    found.push(
      impossible(
        'test-failed',
        `${release.tag} failed its test (${release.test.reason}) and may not be deployed. \`twinberth releases ${release.app} v${release.version} --log\` shows the output.`,
      ),
    );
  }
  // What serves was deployed before it was withdrawn; healing puts nothing new in its place.
  if (release.withdrawnAt !== undefined && input.kind !== 'heal') {
    found.push(impossible('withdrawn', `${release.tag} was withdrawn and may not be deployed.`));
  }
  for (const name of input.clashes) {
    found.push(
      impossible(
        'name-clash',
        `${name} exists on ${input.host.name} and was not made by Twinberth; it stays untouched. Rename or remove it, then deploy again.`,
      ),
    );
  }
  const [stranger] = input.strangers ?? [];
  if (stranger !== undefined) {
    found.push(
      impossible(
        'foreign',
        `${release.app} in ${input.environment} on ${input.host.name} is served by containers that another history deployed (${stranger.name}, by ${stranger.owner ?? 'somebody'}); they stay untouched. Deploy from there, or take the placement over: \`twinberth history rebuild ${release.app}\`.`,
      ),
    );
  }
  return input.override === undefined ? [...found, ...input.policyRefusals] : found;
}

function findWarnings(input: PlanInput, source: Source): readonly string[] {
  const warnings: string[] = [];
  if (input.override !== undefined) {
    for (const refusal of input.policyRefusals)
      warnings.push(`Overridden (${input.override}): ${refusal.message}`);
  }
  if (input.berth?.held === true && input.kind !== 'rollback') {
    warnings.push('This placement was rolled back and is held; this deployment ends the hold.');
  }
  const expected = input.berth?.active && input.observed.colours[input.berth.active];
  if (expected !== undefined && !expected.some((replica) => replica.running)) {
    warnings.push(
      `Nothing of v${input.serving?.version ?? '?'} runs on ${input.host.name}, although it was left serving there.`,
    );
  }
  if (input.kind === 'rollback' && source === 'create' && input.serving !== undefined) {
    warnings.push(
      'Its containers are gone: they are made again from the image, with the stored configuration.',
    );
  }
  return warnings;
}
