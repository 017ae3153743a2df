import { useEffect, useState, type JSX } from 'react';
import type { DriftReport } from '../../../shared/model/drift.ts';
import { Screen } from '../../app/Screen.tsx';
import { formatCount } from '../../format/format-count.ts';
import { PlanSheet } from '../../sheets/PlanSheet.tsx';
import { useHouse } from '../../store/use-house.ts';
import { useQuery } from '../../store/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { OperationLine } from '../space/OperationLine.tsx';
import { AsDeployed, NotLookedAt } from './AsDeployed.tsx';
import { DriftPanel } from './DriftPanel.tsx';
import { ScanLine } from './ScanLine.tsx';
import styles from './DriftScreen.module.css';

/** What differs between what was deployed and what is there now, and what healing would do about it. */
export function DriftScreen(): JSX.Element {
  const scan = useQuery('drift.scan', {});
  const [healing, setHealing] = useState<DriftReport>();
  const [operation, setOperation] = useState<string>();
  const begun = useHouse((state) => (operation === undefined ? undefined : state.operations[operation]));
  const { reload } = scan;
  const ended = begun !== undefined && begun.state !== 'running';
  useEffect(() => {
    if (ended) reload();
  }, [ended, reload]);

  const reports = scan.value ?? [];
  const differing = reports.filter(({ findings }) => findings.length > 0);
  const unread = reports.filter(({ state, findings }) => state !== 'checked' && findings.length === 0);
  const alike = reports.filter(({ state, findings }) => state === 'checked' && findings.length === 0);
  return (
    <Screen
      title="Drift"
      sub={scan.value === undefined ? undefined : summarize(reports.length, differing.length)}
      actions={
        <Button icon="refresh" busy={scan.loading} onClick={reload}>
          Scan
        </Button>
      }
    >
      <div className={styles.parts}>
        {scan.loading && <ScanLine />}
        {scan.error !== undefined && !scan.loading && (
          <Problem title="The scan did not get through" problem={scan.error} onRetry={reload} />
        )}
        {begun !== undefined && <OperationLine operation={begun} />}
        {scan.value?.length === 0 && (
          <EmptyState title="Nothing is deployed" icon="wave">
            As soon as something is, a scan compares it with what was deployed: images, variables, mounts,
            files, and the gate.
          </EmptyState>
        )}
        {differing.map((report) => (
          <DriftPanel key={keyOf(report)} report={report} onHeal={() => setHealing(report)} />
        ))}
        <NotLookedAt reports={unread} />
        <AsDeployed reports={alike} />
      </div>
      {healing !== undefined && (
        <PlanSheet
          intent={{ kind: 'heal', app: healing.app, environment: healing.environment }}
          onClose={() => setHealing(undefined)}
          onBegun={setOperation}
        />
      )}
    </Screen>
  );
}

function keyOf({ app, environment, host }: DriftReport): string {
  return `${app}/${environment}/${host}`;
}

function summarize(all: number, differing: number): string {
  if (all === 0) return '';
  return differing === 0
    ? `${formatCount(all, 'placement')}, all as deployed`
    : `${differing} of ${formatCount(all, 'placement')} ${differing === 1 ? 'differs' : 'differ'}`;
}
