import type { JSX } from 'react';
import type { ReplicaEvidence } from '../../../shared/model/deployment.ts';
import { formatCount } from '../../format/format-count.ts';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { plainText } from '../app/plain-text.ts';
import styles from './EvidencePanel.module.css';

/** What the replicas left behind when the deployment failed. */
export function EvidencePanel({ evidence }: { readonly evidence: readonly ReplicaEvidence[] }): JSX.Element {
  return (
    <Panel title="Evidence" sub={`of ${formatCount(evidence.length, 'replica')}`}>
      {evidence.map((replica) => (
        <section key={replica.container} className={styles.replica} aria-label={`Replica ${replica.replica}`}>
          <h3 className={styles.title}>
            Replica {replica.replica} <code>{replica.container}</code>
          </h3>
          <Facts facts={factsOf(replica)} />
          <Lines
            label={`Last lines of replica ${replica.replica}`}
            title="Last lines"
            lines={replica.logLines}
          />
          <Lines
            label={`Health checks of replica ${replica.replica}`}
            title="Its health checks"
            lines={replica.healthLog}
          />
        </section>
      ))}
    </Panel>
  );
}

function factsOf({ state, exitCode, oomKilled, edgeCheck }: ReplicaEvidence): readonly Fact[] {
  const ended = exitCode === undefined ? state : `${state}, exit code ${exitCode}`;
  return [
    { name: 'State', value: oomKilled ? `${ended}; it ran out of memory` : ended },
    ...(edgeCheck === undefined ? [] : [{ name: 'Edge check', value: <code>{edgeCheck}</code> }]),
  ];
}

function Lines({
  label,
  title,
  lines,
}: {
  readonly label: string;
  readonly title: string;
  readonly lines: readonly string[];
}): JSX.Element | null {
  if (lines.length === 0) return null;
  return (
    <div>
      <h4 className={styles.sub}>{title}</h4>
      <pre className={styles.lines} tabIndex={0} role="group" aria-label={label}>
        {lines.map((line) => cut(plainText(line))).join('\n')}
      </pre>
    </div>
  );
}

const SHOWN_CHARACTERS = 4000;

/** A line of a megabyte would take the window seconds to draw. */
function cut(line: string): string {
  return line.length <= SHOWN_CHARACTERS ? line : `${line.slice(0, SHOWN_CHARACTERS)} …`;
}
