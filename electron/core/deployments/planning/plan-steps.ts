import type { Mode, PlacementConfig } from '../../../../shared/model/app-config.ts';
import type { Colour } from '../../../../shared/model/colour.ts';
import type { DeploymentKind } from '../../../../shared/model/deployment.ts';
import type { Host } from '../../../../shared/model/host.ts';
import type { Plan, PlanStep, Source, StepName, Strategy } from '../../../../shared/model/plan.ts';
import type { Release } from '../../../../shared/model/release.ts';
import type { ObservedBerth } from './observe-berth.ts';

export interface StepsInput {
  readonly kind: DeploymentKind;
  readonly environment: string;
  readonly host: Host;
  readonly release: Release;
  readonly image: string;
  readonly config: PlacementConfig;
  readonly observed: ObservedBerth;
  readonly strategy: Strategy;
  readonly source: Source;
  readonly fromColour?: Colour;
  readonly toColour: Colour;
  readonly replacesEdge: boolean;
  /** Mode of what serves now. */
  readonly servingMode?: Mode;
  /** rollback: the bake of what it goes back to was cut short, so that it has not proven itself yet. */
  readonly unproven?: boolean;
}

/**
 * A replacement waits until the new colour is ready, so that a release that fails costs nobody a connection. Only an edge
 * that is to stop speaking HTTP goes first: its HTTP checks could never find the new colour ready.
 */
function replacesEdgeEarly(input: StepsInput): boolean {
  // What is healed may be cut off, and could never see the new colour become ready.
  if (input.replacesEdge && input.kind === 'heal') return true;
  return input.replacesEdge && input.servingMode === 'http' && input.config.mode === 'tcp';
}

/** Whether the gate swings by replacing the edge. */
export function replacesEdgeAtSwitch(plan: Plan): boolean {
  const replaced = plan.interruptions.some((interruption) => interruption.kind === 'edge-replacement');
  return replaced && !plan.steps.some((planned) => planned.name === 'edge');
}

/** The steps in the order in which they are performed. Pure. */
export function planSteps(input: StepsInput): readonly PlanStep[] {
  return [
    step('lock', `lock ${input.release.app} in ${input.environment}, here and on ${input.host.name}`),
    ...prepareSteps(input),
    ...(input.strategy === 'hold-and-swap' ? holdSteps(input) : sideBySideSteps(input)),
    ...afterSteps(input),
  ];
}

function prepareSteps(input: StepsInput): readonly PlanStep[] {
  const { source, observed, release, config } = input;
  const steps: PlanStep[] = [];
  if (source === 'create') {
    steps.push(
      step(
        'image',
        input.image === ''
          ? `bring ${release.tag} to ${input.host.name} and verify it`
          : `verify ${release.tag} on ${input.host.name}`,
      ),
    );
  }
  if (observed.edge === undefined) {
    steps.push(step('network', `network twinberth-${input.environment}`));
    steps.push(step('edge', publishText(config)));
  } else if (replacesEdgeEarly(input)) {
    steps.push(step('edge', `replace the edge: ${publishText(config)}`));
  }
  if (source === 'create') {
    const text = clearText(input);
    if (text !== undefined) steps.push(step('clear', text));
    steps.push(step('create', `create ${replicasText(input)}`));
  }
  return steps;
}

function clearText({ observed, toColour }: StepsInput): string | undefined {
  const left = observed.colours[toColour].length;
  const strays = observed.strays ?? [];
  const parts = [
    ...(left === 0
      ? []
      : [
          `drain and remove the ${left} ${toColour} container${left === 1 ? '' : 's'} of the last but one deployment`,
        ]),
    ...(strays.length === 0
      ? []
      : [`remove ${strays.map(({ name }) => name).join(', ')}, which no deployment made`]),
  ];
  return parts.length === 0 ? undefined : parts.join('; ');
}

function sideBySideSteps(input: StepsInput): readonly PlanStep[] {
  if (input.source === 'warm') return [switchStep(input)];
  return [step('start', `start ${replicasText(input)}`), readyStep(input), switchStep(input)];
}

function holdSteps(input: StepsInput): readonly PlanStep[] {
  return [
    step('hold', 'new requests wait at the edge'),
    step('stop-old', `stop ${input.fromColour ?? 'the old colour'}`),
    step('start', `start ${replicasText(input)}`),
    readyStep(input),
    switchStep(input),
  ];
}

function afterSteps(input: StepsInput): readonly PlanStep[] {
  const { config, kind, fromColour, strategy } = input;
  const steps: PlanStep[] = [];
  // A rollback goes to what has proven itself here before, and whoever asks for one is in a hurry.
  if ((kind !== 'rollback' || input.unproven === true) && config.bakeMs > 0) {
    const why = kind === 'rollback' ? ', as its own bake was cut short' : '';
    steps.push(step('bake', `watch for ${seconds(config.bakeMs)}${why}, and swing back if it goes wrong`));
  }
  if (fromColour !== undefined) {
    steps.push(
      step(
        'standby',
        strategy === 'hold-and-swap'
          ? `keep ${fromColour} stopped, for a rollback`
          : config.warmForMs > 0
            ? `keep ${fromColour} running for ${seconds(config.warmForMs)}, then drain and stop it`
            : `drain and stop ${fromColour}, and keep it for a rollback`,
      ),
    );
  }
  steps.push(step('receipt', 'write down what the swap cost'));
  return steps;
}

function readyStep({ config, kind }: StepsInput): PlanStep {
  const stable = kind === 'rollback' ? 0 : config.health.stableMs;
  const check = config.mode === 'http' ? `GET ${config.health.path}` : 'a connection';
  return step(
    'ready',
    `the edge sees every replica answer ${check}${stable > 0 ? ` for ${seconds(stable)}` : ''}`,
  );
}

function switchStep(input: StepsInput): PlanStep {
  const { fromColour, toColour } = input;
  const replacesEdge = input.replacesEdge && !replacesEdgeEarly(input);
  const gate =
    fromColour === undefined
      ? `open the gate to ${toColour}`
      : `swing the gate from ${fromColour} to ${toColour}`;
  return step('switch', replacesEdge ? `replace the edge, and ${gate}` : gate);
}

function publishText(config: PlacementConfig): string {
  if (config.publish === undefined) return 'edge without a published port';
  const { address, port } = config.publish;
  return `edge on ${address ?? 'every interface'}, port ${port}`;
}

function replicasText({ config, toColour, release }: StepsInput): string {
  return `v${release.version} as ${toColour}${config.replicas === 1 ? '' : `, ${config.replicas} replicas`}`;
}

function seconds(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  return ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1000} s`;
}

function step(name: StepName, text: string): PlanStep {
  return { name, text };
}
