import type { JSX } from 'react';
import type { HostStorageOutcome, StorageFailure, StorageOutcome } from '../../../shared/model/storage.ts';
import { formatBytes } from '../../format/format-bytes.ts';
import { formatCount } from '../../format/format-count.ts';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Panel } from '../../ui/Panel.tsx';
import styles from './OutcomePanel.module.css';

/** What a clean-up did: what went, what was spared, what failed, and what the engines measured. */
export function OutcomePanel({ outcome }: { readonly outcome: StorageOutcome }): JSX.Element {
  const { hosts, logsRemoved, history } = outcome;
  const records: Fact[] = [
    { name: 'Build logs', value: `${logsRemoved} removed` },
    {
      name: 'History',
      value:
        history.problem ??
        (history.afterBytes < history.beforeBytes
          ? `${formatBytes(history.beforeBytes)} before, ${formatBytes(history.afterBytes)} now`
          : `${formatBytes(history.afterBytes)}, as before`),
    },
  ];
  return (
    <Panel title="What was cleaned up">
      {hosts.map((host) => (
        <HostOutcome key={host.host} outcome={host} />
      ))}
      <Facts facts={records} />
    </Panel>
  );
}

function HostOutcome({ outcome }: { readonly outcome: HostStorageOutcome }): JSX.Element {
  const { host, removed, plannedBytes, measured, failed, spared } = outcome;
  return (
    <section aria-label={`Cleaned up on ${host}`} className={styles.host}>
      <h3>{host}</h3>
      <p className={styles.words}>
        {formatCount(removed.length, 'thing')} removed, {formatBytes(plannedBytes)} as planned
        {measured !== undefined && `; measured ${formatBytes(measured.layersBytes)}`}
        {measured !== undefined &&
          measured.keptByBuilderBytes > 0 &&
          `, of which ${formatBytes(measured.keptByBuilderBytes)} stay on disk in the builder's cache`}
        .
      </p>
      <Failures title="Spared, because it is needed by now" failures={spared} />
      <Failures title="Could not be removed" failures={failed} bad />
    </section>
  );
}

interface FailuresProps {
  readonly title: string;
  readonly failures: readonly StorageFailure[];
  readonly bad?: boolean;
}

function Failures({ title, failures, bad = false }: FailuresProps): JSX.Element | null {
  if (failures.length === 0) return null;
  return (
    <div className={styles.failures}>
      <h4 className={bad ? styles.bad : undefined}>
        {bad && <Icon name="triangle" size={12} />} {title}
      </h4>
      <ul>
        {failures.map(({ what, problem }) => (
          <li key={what}>
            <code>{what}</code>: {problem}
          </li>
        ))}
      </ul>
    </div>
  );
}
