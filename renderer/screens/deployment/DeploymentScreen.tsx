import type { JSX } from 'react';
import type { DeploymentDetail } from '../../../shared/model/deployment-views.ts';
import type { LiveDeployment } from '../../../shared/model/house.ts';
import { Screen } from '../../app/Screen.tsx';
import { titleOf } from '../../sheets/describe-intent.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { formatNumber } from '../../format/format-count.ts';
import { ElapsedTime } from '../../ui/ElapsedTime.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { DeploymentActions } from './DeploymentActions.tsx';
import { DeploymentSummary } from './DeploymentSummary.tsx';
import { EvidencePanel } from './EvidencePanel.tsx';
import { PlanPanel } from './PlanPanel.tsx';
import { ReceiptPanel } from './ReceiptPanel.tsx';
import { Timeline } from './Timeline.tsx';
import { useDeployment } from './use-deployment.ts';
import styles from './DeploymentScreen.module.css';

export interface DeploymentScreenProps {
  readonly id: string;
}

/** One deployment: what it was to do, what it did and when, what it cost, and what is left of it. */
export function DeploymentScreen({ id }: DeploymentScreenProps): JSX.Element {
  const { query, live, detail } = useDeployment(id);
  if (detail === undefined)
    return (
      <Screen title="Deployment">
        {query.error === undefined ? (
          <Spinner size={22} label="Reading the deployment" />
        ) : (
          <Problem
            title="The deployment could not be read"
            problem={query.error}
            onRetry={query.reload}
            retrying={query.loading}
          />
        )}
      </Screen>
    );
  const { deployment, evidence } = detail;
  return (
    <Screen
      title={titleOf(deployment, deployment.version)}
      sub={
        <>
          <RelativeTime at={deployment.startedAt} ago /> by {deployment.by}
        </>
      }
      actions={<DeploymentActions detail={detail} live={live} />}
    >
      <div className={styles.deployment}>
        {query.error !== undefined && (
          <Problem
            title="The deployment could not be read again; this is what was last known"
            problem={query.error}
            onRetry={query.reload}
          />
        )}
        <DeploymentSummary detail={detail} />
        <Steps detail={detail} live={live} />
        {evidence.length > 0 && <EvidencePanel evidence={evidence} />}
        <ReceiptPanel detail={detail} />
        <PlanPanel deployment={deployment} />
      </div>
    </Screen>
  );
}

function Steps({
  detail: { deployment, steps },
  live,
}: {
  readonly detail: DeploymentDetail;
  readonly live: LiveDeployment | undefined;
}): JSX.Element {
  const { plan, startedAt, durationMs } = deployment;
  return (
    <Panel
      title="Steps"
      sub={
        live === undefined ? (
          durationMs !== undefined && formatDuration(durationMs)
        ) : (
          <>
            <ElapsedTime since={startedAt} />
            {live.note !== undefined && ` · ${live.note}`}
            {live.probes !== undefined &&
              ` · ${formatNumber(live.probes.sent)} probes, ${formatNumber(live.probes.failed)} lost`}
          </>
        )
      }
    >
      <Timeline plan={plan.steps} steps={steps} startedAt={startedAt} live={live !== undefined} />
    </Panel>
  );
}
