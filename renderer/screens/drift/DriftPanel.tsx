import type { JSX } from 'react';
import type { DriftReport } from '../../../shared/model/drift.ts';
import { RouteLink } from '../../app/RouteLink.tsx';
import { Button } from '../../ui/Button.tsx';
import { ColourMark } from '../../ui/ColourMark.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { DriftFindingItem } from './DriftFindingItem.tsx';
import styles from './DriftPanel.module.css';

export interface DriftPanelProps {
  readonly report: DriftReport;
  readonly onHeal: () => void;
}

/** One placement that is not as it was deployed. */
export function DriftPanel({ report, onHeal }: DriftPanelProps): JSX.Element {
  const { app, environment, host, version, colour, deployment, checkedAt, findings, state, problem } = report;
  return (
    <Panel
      title={`${app} in ${environment}`}
      sub={
        <span className={styles.sub}>
          on {host}
          {version !== undefined && <span>v{version}</span>}
          {colour !== undefined && <ColourMark colour={colour} />}
          <span>
            looked at <RelativeTime at={checkedAt} ago />
          </span>
          {deployment !== undefined && (
            <RouteLink to={{ name: 'deployment', id: deployment }}>What was deployed</RouteLink>
          )}
        </span>
      }
      actions={
        <Button
          size="small"
          icon="hammer"
          aria-label={`Heal ${app} in ${environment}`}
          unavailable={state === 'checked' ? undefined : (problem ?? 'It could not be checked.')}
          onClick={onHeal}
        >
          Heal
        </Button>
      }
      flush
    >
      <ul aria-label={`What differs of ${app} in ${environment}`}>
        {findings.map((finding) => (
          <DriftFindingItem
            key={`${finding.kind} ${finding.container ?? ''} ${finding.what}`}
            finding={finding}
          />
        ))}
      </ul>
    </Panel>
  );
}
