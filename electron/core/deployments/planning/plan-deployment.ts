import type { PlacementConfig } from '../../../../shared/model/app-config.ts';
import type { Berth } from '../../../../shared/model/berth.ts';
import { otherColour, type Colour } from '../../../../shared/model/colour.ts';
import type { Deployment, DeploymentKind } from '../../../../shared/model/deployment.ts';
import type { Host } from '../../../../shared/model/host.ts';
import type { Interruption, Plan, PlanRefusal, Source, Strategy } from '../../../../shared/model/plan.ts';
import type { Release } from '../../../../shared/model/release.ts';
import { diffPlacementConfig } from '../../apps/config-changes.ts';
import { checkRelease } from './check-release.ts';
import { chooseSource } from './choose-source.ts';
import { chooseStrategy } from './choose-strategy.ts';
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
  /** rollback: the bake of what it goes back to was cut short, so that it has not proven itself yet. */
  readonly unproven?: boolean;
}

/** Recorded state + observed state + request = what will be done, what it changes and what forbids it. Pure. */
export function planDeployment(input: PlanInput): Plan {
  const { release, config, berth, serving } = input;
  const fromColour = berth?.active;
  const toColour = fromColour === undefined ? 'blue' : otherColour(fromColour);
  const { strategy, why } = chooseStrategy(config, serving);
  const source = sourceOf(input, toColour, strategy);
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

export function sourceOf(
  input: Pick<PlanInput, 'kind' | 'moored' | 'release' | 'config' | 'berth' | 'observed'>,
  toColour: Colour,
  strategy: Strategy,
): Source {
  const moored = input.moored[toColour];
  const same =
    input.kind === 'rollback' &&
    moored?.release === input.release.id &&
    hashOf(moored.config) === hashOf(input.config);
  return chooseSource({
    same,
    strategy,
    recorded: input.berth?.[toColour],
    wanted: input.config.replicas,
    containers: input.observed.colours[toColour],
  });
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
  if (strategy === 'hold-and-swap') {
    const old = input.serving === undefined ? 'the old version' : `v${input.serving.version}`;
    found.push({ kind: 'hold', why: `${why}; connections that stay open to ${old} end with it` });
  }
  return found;
}

function findRefusals(input: PlanInput): readonly PlanRefusal[] {
  const { release } = input;
  const impossible = (code: PlanRefusal['code'], message: string): PlanRefusal => ({
    kind: 'impossible',
    code,
    message,
  });
  const found: PlanRefusal[] = [...checkRelease(release, input.kind)];
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
