import { STEP_NAMES } from '../../../shared/model/plan.ts';
import type { DeploymentDetail } from '../../../shared/model/deployment-views.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { formatMoment } from '../../format/format-moment.ts';
import { ColourMark } from '../../ui/ColourMark.tsx';
import { describeState } from '../deployment/describe-state.ts';
import { receiptFigures } from '../deployment/receipt-figures.ts';
import { STEP_WORDS } from '../deployment/step-words.ts';
import { StateLabel } from '../deployment/StateLabel.tsx';
import type { SideBySideRow } from './SideBySide.tsx';

export interface DeploymentRows {
  readonly what: readonly SideBySideRow[];
  readonly receipts: readonly SideBySideRow[];
  readonly steps: readonly SideBySideRow[];
}

/** Two deployments as rows of two columns. */
export function compareDeployments(a: DeploymentDetail, b: DeploymentDetail): DeploymentRows {
  return { what: whatRows(a, b), receipts: receiptRows(a, b), steps: stepRows(a, b) };
}

function whatRows(a: DeploymentDetail, b: DeploymentDetail): readonly SideBySideRow[] {
  const row = (name: string, read: (detail: DeploymentDetail) => string): SideBySideRow => ({
    name,
    a: read(a),
    b: read(b),
    differs: read(a) !== read(b),
  });
  const [one, other] = [a.deployment, b.deployment];
  return [
    {
      name: 'Outcome',
      a: <StateLabel words={describeState(one.state)} />,
      b: <StateLabel words={describeState(other.state)} />,
      differs: one.state !== other.state,
    },
    row('Kind', ({ deployment }) => deployment.kind),
    row('Release', ({ deployment }) => `v${deployment.version}`),
    {
      name: 'Colour',
      a: <ColourMark colour={one.colour} />,
      b: <ColourMark colour={other.colour} />,
      differs: one.colour !== other.colour,
    },
    row('Where', ({ deployment, host }) => `${deployment.environment} on ${host}`),
    row('When', ({ deployment }) => formatMoment(deployment.startedAt)),
    row('Took', ({ deployment: { durationMs } }) =>
      durationMs === undefined ? '–' : formatDuration(durationMs),
    ),
    row('Who', ({ deployment }) => deployment.by),
    row('Strategy', ({ deployment: { plan } }) => plan.strategy),
    row('Message', ({ deployment }) => deployment.message ?? ''),
    row('Problem', ({ deployment }) => deployment.error?.message ?? ''),
  ].filter(({ a: left, b: right }) => left !== '' || right !== '');
}

function receiptRows(a: DeploymentDetail, b: DeploymentDetail): readonly SideBySideRow[] {
  const figures = [a, b].map(
    ({ deployment: { receipt } }) =>
      new Map((receipt === undefined ? [] : receiptFigures(receipt)).map(({ name, value }) => [name, value])),
  );
  const [left = new Map<string, string>(), right = new Map<string, string>()] = figures;
  const names = [...new Set([...left.keys(), ...right.keys()])];
  if (names.length === 0) return [{ name: 'Receipt', a: 'none', b: 'none', differs: false }];
  return names.map((name) => sideBySide(name, left.get(name), right.get(name)));
}

function stepRows(a: DeploymentDetail, b: DeploymentDetail): readonly SideBySideRow[] {
  const took = (detail: DeploymentDetail, name: string): string | undefined => {
    const step = detail.steps.find((one) => one.name === name);
    if (step === undefined) return undefined;
    return step.durationMs === undefined ? step.state : formatDuration(step.durationMs);
  };
  return STEP_NAMES.map((name) => ({
    ...sideBySide(STEP_WORDS[name], took(a, name), took(b, name)),
    differs: false,
  })).filter(({ a: left, b: right }) => left !== '–' || right !== '–');
}

function sideBySide(name: string, a: string | undefined, b: string | undefined): SideBySideRow {
  return { name, a: a ?? '–', b: b ?? '–', differs: a !== b };
}
