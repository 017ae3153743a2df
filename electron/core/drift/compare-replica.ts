import { compareNetwork } from './compare-network.ts';
import { compareSetup } from './compare-setup.ts';
import { compareVariables } from './compare-variables.ts';
import { findChangedFiles } from './changed-files.ts';
import { LABEL } from '../engine/labels.ts';
import type { DriftInput, ExpectedColour, ExpectedReplica, SeenPart } from './drift-input.ts';
import type { Difference, FoundDrift } from './found-drift.ts';
import { mountedIn } from './mounted-in.ts';
import { HEALING } from './healing.ts';

/** One recorded replica against what there is of it. Pure. */
export function compareReplica(
  input: Pick<DriftInput, 'ignore'>,
  expected: ExpectedColour,
  { replica, spec }: ExpectedReplica,
  part: SeenPart | undefined,
): readonly FoundDrift[] {
  const serves = expected.state === 'serving';
  const healing = serves ? HEALING.anew : HEALING.clear;
  const differences: Difference[] = [];
  if (part === undefined) {
    differences.push({
      id: 'missing',
      kind: 'missing',
      what: serves ? 'it is gone' : 'it is gone, so a rollback takes longer',
      severity: serves ? 'serious' : 'warning',
      expected: `v${expected.version} as ${expected.colour} ${replica}`,
      observed: 'no container',
      healing,
    });
  } else {
    differences.push(...compareState(expected, part, healing));
    differences.push(...compareOrigin(spec.labels[LABEL.specHash], part, healing));
    if (part.seen !== undefined) {
      const { seen, image } = part;
      differences.push(
        ...compareSetup(
          { spec, restart: expected.state === 'stopped' ? 'no' : 'always', image, healing },
          seen,
        ),
        ...compareNetwork(spec, seen.state, healing),
        ...compareVariables(
          { recorded: expected.variables, secrets: expected.secrets, image: image?.environment, healing },
          seen.state.environment,
        ),
      );
    }
    differences.push(...compareFiles(input, part));
  }
  const name = part?.summary.name ?? spec.name;
  return differences.map((difference) => ({
    ...difference,
    id: `${expected.colour} ${replica} ${difference.id}`,
    what: `${name}: ${difference.what}`,
    container: name,
  }));
}

function compareState(
  { state, version }: ExpectedColour,
  { summary }: SeenPart,
  healing: string,
): readonly Difference[] {
  const runs = summary.state === 'running';
  if (runs === (state !== 'stopped')) return [];
  if (state === 'stopped' && summary.state !== 'restarting') {
    if (!runs) return [];
    return [
      {
        id: 'state',
        kind: 'state',
        what: `it runs, although the standby v${version} was stopped`,
        severity: 'info',
        expected: 'stopped',
        observed: summary.state,
        healing,
      },
    ];
  }
  return [
    {
      id: 'state',
      kind: 'state',
      what: state === 'serving' ? 'it does not run' : 'it does not run, so a rollback takes longer',
      severity: state === 'serving' ? 'serious' : 'warning',
      expected: state === 'stopped' ? 'stopped' : 'running',
      observed: summary.state,
      healing,
    },
  ];
}

/** The hash is over configuration and image, so another one means that it was made for something else. */
function compareOrigin(
  expected: string | undefined,
  { summary }: SeenPart,
  healing: string,
): readonly Difference[] {
  const observed = summary.labels[LABEL.specHash];
  if (expected === undefined || observed === expected) return [];
  return [
    {
      id: 'origin',
      kind: 'option',
      what: 'it was made from another configuration',
      severity: 'warning',
      expected: expected.slice(0, 12),
      observed: observed?.slice(0, 12) ?? 'none',
      healing,
    },
  ];
}

function compareFiles(
  { ignore }: Pick<DriftInput, 'ignore'>,
  { seen, changes }: SeenPart,
): readonly Difference[] {
  if (changes === undefined) return [];
  if ('problem' in changes) {
    return [
      {
        id: 'files unread',
        kind: 'unread',
        what: `its files could not be compared with the image's: ${changes.problem}`,
        severity: 'info',
        healing: HEALING.anew,
      },
    ];
  }
  const mounted = seen === undefined ? [] : mountedIn(seen);
  return findChangedFiles({ mounted, ignore }, changes);
}
