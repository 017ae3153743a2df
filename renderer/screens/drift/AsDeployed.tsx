import type { JSX } from 'react';
import type { DriftReport } from '../../../shared/model/drift.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import styles from './AsDeployed.module.css';

/** The placements in which nothing was found. */
export function AsDeployed({ reports }: { readonly reports: readonly DriftReport[] }): JSX.Element | null {
  if (reports.length === 0) return null;
  return (
    <Panel title="As deployed" flush>
      <ul aria-label="As deployed">
        {reports.map((report) => (
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

/** The placements that could not be looked at, and why. */
export function NotLookedAt({ reports }: { readonly reports: readonly DriftReport[] }): JSX.Element | null {
  if (reports.length === 0) return null;
  return (
    <Panel title="Could not be looked at" flush>
      <ul aria-label="Could not be looked at">
        {reports.map((report) => (
          <li key={keyOf(report)} className={styles.row}>
            <span>
              <Mark tone="warn">{report.state === 'busy' ? 'being deployed' : 'away'}</Mark>
            </span>
            <Place report={report} />
            <span className={styles.quiet}>
              {report.problem ?? 'Somebody is deploying; scan again when they are done.'}
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
