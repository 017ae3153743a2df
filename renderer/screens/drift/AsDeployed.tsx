import type { JSX } from 'react';
import type { DriftReport } from '../../../shared/model/drift.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import styles from './AsDeployed.module.css';

export interface AsDeployedProps {
  readonly alike: readonly DriftReport[];
  /** Could not be looked at. */
  readonly unread: readonly DriftReport[];
}

/** The placements in which nothing was found, and those that could not be looked at, with the reason. */
export function AsDeployed({ alike, unread }: AsDeployedProps): JSX.Element {
  return (
    <Panel title="Nothing found" sub={alike.length > 0 ? `${alike.length} as deployed` : undefined} flush>
      <ul aria-label="Placements without drift">
        {unread.map((report) => (
          <li key={keyOf(report)} className={styles.row}>
            <Mark tone="warn">{report.state === 'busy' ? 'being deployed' : 'away'}</Mark>
            <Place report={report} />
            <span className={styles.quiet}>
              {report.problem ?? 'Somebody is deploying; scan again when they are done.'}
            </span>
          </li>
        ))}
        {alike.map((report) => (
          <li key={keyOf(report)} className={styles.row}>
            <span className={styles.well}>
              <Icon name="check" size={12} />
              as deployed
            </span>
            <Place report={report} />
            <span className={styles.quiet}>
              looked at <RelativeTime at={report.checkedAt} ago />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Place({
  report: { app, environment, host, version },
}: {
  readonly report: DriftReport;
}): JSX.Element {
  return (
    <span className={styles.place}>
      {app} in {environment}
      <span className={styles.quiet}>
        {version === undefined ? '' : `v${version} `}on {host}
      </span>
    </span>
  );
}

function keyOf({ app, environment, host }: DriftReport): string {
  return `${app}/${environment}/${host}`;
}
