import type { DeploymentOutcome } from '../../../electron/core/core.ts';
import type { DeploymentState } from '../../../shared/model/deployment.ts';
import type { LoadGenerator } from './load-generator.ts';
import type { Act } from './stage.ts';

/** How the deployments of the demo must stand at its end, in their order. */
const EXPECTED: readonly { readonly version: number; readonly state: DeploymentState }[] = [
  { version: 1, state: 'superseded' },
  { version: 1, state: 'superseded' },
  { version: 2, state: 'live' },
  { version: 2, state: 'rolled-back' },
  { version: 3, state: 'failed' },
  { version: 1, state: 'superseded' },
  { version: 2, state: 'rolled-back' },
  { version: 1, state: 'live' },
];

/**
 * What went otherwise than it should; empty when all is well. A demo that lost a request has failed, whatever it printed.
 * @param load everything that the load generator saw
 */
export function judgeDemo(
  acts: readonly Act[],
  outcomes: readonly Pick<DeploymentOutcome, 'deployment'>[],
  load: Pick<LoadGenerator, 'total' | 'versions'>,
): readonly string[] {
  const problems: string[] = [];
  if (outcomes.length !== EXPECTED.length)
    problems.push(`The history holds ${outcomes.length} deployments; there were ${EXPECTED.length}.`);
  for (const [index, { deployment }] of outcomes.entries()) {
    const { sequence, version, state, receipt } = deployment;
    const expected = EXPECTED[index];
    if (expected !== undefined && (expected.version !== version || expected.state !== state))
      problems.push(
        `Deployment ${sequence} is v${version}, ${state}; it should be v${expected.version}, ${expected.state}.`,
      );
    if (receipt === undefined) problems.push(`Deployment ${sequence} has no receipt.`);
    else if (receipt.failures > 0)
      problems.push(`Deployment ${sequence} lost ${receipt.failures} of ${receipt.probes} probes.`);
  }
  const { requests, failures } = load.total();
  if (failures[0] !== undefined)
    problems.push(
      `${failures.length} of ${requests} requests were lost; the first one because of: ${failures[0]}.`,
    );
  for (const { command, load: meanwhile, rollbackMs } of acts) {
    if (meanwhile?.requests === 0) problems.push(`Nobody asked during "${command}".`);
    if (command.includes(' rollback ') && rollbackMs === undefined)
      problems.push(`No answer of the old version was seen during "${command}".`);
  }
  if (load.versions().includes('v3')) problems.push('The broken v3 got traffic.');
  return problems;
}
