import { useEffect, useState, type JSX } from 'react';
import type { StoragePlan } from '../../../shared/model/storage.ts';
import { Screen } from '../../app/Screen.tsx';
import { formatBytes } from '../../format/format-bytes.ts';
import { useHouse } from '../../store/use-house.ts';
import { useQuery } from '../../store/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { DoctorTab } from '../settings/DoctorTab.tsx';
import { CleanUp } from './CleanUp.tsx';
import { HostSpace } from './HostSpace.tsx';
import { OperationLine } from './OperationLine.tsx';
import { OutcomePanel } from './OutcomePanel.tsx';
import { RecordsPanel } from './RecordsPanel.tsx';
import { totalOf } from './total-of.ts';
import styles from './SpaceScreen.module.css';

/** What releases occupy: what would go and what stays, why, and what each kept rollback costs. */
export function SpaceScreen(): JSX.Element {
  const query = useQuery('storage.plan', {});
  const [asking, setAsking] = useState(false);
  const [started, setStarted] = useState<string>();
  const operation = useHouse((state) => (started === undefined ? undefined : state.operations[started]));
  const { value: plan, reload } = query;
  const running = operation?.state === 'running';
  const ended = operation !== undefined && !running;
  useEffect(() => {
    if (ended) reload();
  }, [ended, reload]);

  return (
    <Screen
      title="Space"
      sub={plan === undefined ? undefined : summarize(plan)}
      actions={
        <>
          <Button icon="refresh" busy={query.loading} onClick={reload}>
            Look again
          </Button>
          <Button
            variant="primary"
            icon="trash"
            unavailable={whyNot(plan, running)}
            onClick={() => setAsking(true)}
          >
            Clean up
          </Button>
        </>
      }
    >
      <div className={styles.parts}>
        {plan === undefined && query.error === undefined && (
          <Progress label="Looking at the images of every host" />
        )}
        {query.error !== undefined && (
          <Problem
            title="What is stored could not be read"
            problem={query.error}
            retrying={query.loading}
            onRetry={reload}
          />
        )}
        {operation !== undefined && <OperationLine operation={operation} />}
        {operation?.result?.kind === 'storage' && <OutcomePanel outcome={operation.result.outcome} />}
        {plan?.unreachable.map(({ host, problem }) => (
          <Problem
            key={host}
            title={`${host} could not be looked at`}
            problem={{ code: 'engine.unreachable', message: problem, details: {}, retry: true }}
            retrying={query.loading}
            onRetry={reload}
          />
        ))}
        {plan?.hosts.length === 0 && plan.unreachable.length === 0 && (
          <EmptyState title="No host yet" icon="host">
            Images are kept on hosts. Add one, build a release, and what it occupies is shown here.
          </EmptyState>
        )}
        {plan?.hosts.map((host) => (
          <HostSpace key={host.host} host={host} />
        ))}
        {plan !== undefined && <RecordsPanel plan={plan} />}
        <DoctorTab />
      </div>
      {asking && plan !== undefined && (
        <CleanUp plan={plan} onClose={() => setAsking(false)} onBegun={setStarted} />
      )}
    </Screen>
  );
}

function summarize(plan: StoragePlan): string {
  const { bytes } = totalOf(plan);
  return bytes === 0 ? 'nothing has to go' : `${formatBytes(bytes)} can go`;
}

function whyNot(plan: StoragePlan | undefined, running: boolean): string | undefined {
  if (running) return 'It is being cleaned up.';
  if (plan === undefined) return 'What can go is not known yet.';
  return totalOf(plan).things === 0 ? 'Nothing has to go.' : undefined;
}
