import type { JSX } from 'react';
import { RouteLink } from '../../app/RouteLink.tsx';
import type { ReplicaEvidence } from '../../../shared/model/deployment.ts';
import type { LiveDeployment, PlacementView } from '../../../shared/model/house.ts';
import { useQuery } from '../../store/use-query.ts';
import { Mark } from '../../ui/Mark.tsx';
import styles from './EndedFailure.module.css';

/** Why a deployment came to nothing, and what serves now. */
export function EndedFailure({
  ended,
  placement,
  tabIndex,
}: {
  readonly ended: LiveDeployment;
  readonly placement: PlacementView | undefined;
  readonly tabIndex: 0 | -1;
}): JSX.Element {
  const { id, version, state, error } = ended.deployment;
  const { value } = useQuery('deployments.get', { id });
  const evidence = firstLine(value?.evidence ?? []);
  const serving = value?.serving ?? servingOf(placement);
  return (
    <div className={styles.failure} role="group" aria-label={`v${version} ${wordOf(state)}`}>
      <span className={styles.line}>
        <Mark tone={state === 'interrupted' ? 'warn' : 'bad'}>
          v{version} {wordOf(state)}
        </Mark>
        <RouteLink to={{ name: 'deployment', id }} tabIndex={tabIndex} className={styles.link}>
          Why
        </RouteLink>
      </span>
      {error !== undefined && (
        <p className={styles.why} title={error.message}>
          {error.message}
        </p>
      )}
      {evidence !== undefined && (
        <code className={styles.evidence} title={evidence}>
          {evidence}
        </code>
      )}
      <p>
        {serving === undefined
          ? 'Nothing serves there now.'
          : `v${serving.version} serves in ${serving.colour}.`}
      </p>
    </div>
  );
}

function wordOf(state: string): string {
  return { reverted: 'swung back', interrupted: 'stopped', 'rolled-back': 'rolled back' }[state] ?? 'failed';
}

/** The last thing that the container said is mostly why; else how it ended, or what the edge saw. */
function firstLine(evidence: readonly ReplicaEvidence[]): string | undefined {
  for (const { logLines, edgeCheck, exitCode, oomKilled } of evidence) {
    const line = logLines.findLast((text) => text.trim() !== '') ?? edgeCheck;
    if (oomKilled) return 'out of memory';
    if (line !== undefined) return line;
    if (exitCode !== undefined) return `exit code ${exitCode}`;
  }
  return undefined;
}

function servingOf(
  placement: PlacementView | undefined,
): { readonly version: number; readonly colour: string } | undefined {
  if (placement?.version === undefined || placement.active === undefined) return undefined;
  return { version: placement.version, colour: placement.active };
}
