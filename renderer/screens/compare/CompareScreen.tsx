import type { JSX } from 'react';
import type { DeploymentComparison, DeploymentDetail } from '../../../shared/model/deployment-views.ts';
import { RouteLink } from '../../app/RouteLink.tsx';
import { Screen } from '../../app/Screen.tsx';
import { navigate } from '../../app/navigate.ts';
import { ConfigDifference } from '../../sheets/ConfigDifference.tsx';
import { useQuery } from '../../store/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { compareDeployments } from './compare-deployments.tsx';
import { SideBySide } from './SideBySide.tsx';
import styles from './CompareScreen.module.css';

export interface CompareScreenProps {
  /** Deployment ids. */
  readonly a: string;
  readonly b: string;
}

/** Two deployments side by side: what they were, their configurations' differences, what each cost. */
export function CompareScreen({ a, b }: CompareScreenProps): JSX.Element {
  const { value, error, loading, reload } = useQuery('deployments.compare', { a, b });
  return (
    <Screen
      title="Compare deployments"
      actions={
        <Button icon="compare" onClick={() => navigate({ name: 'compare', a: b, b: a })}>
          Swap sides
        </Button>
      }
    >
      {error !== undefined && (
        <Problem title="They could not be compared" problem={error} onRetry={reload} retrying={loading} />
      )}
      {value === undefined ? (
        error === undefined && <Spinner size={22} label="Comparing" />
      ) : (
        <Comparison comparison={value} />
      )}
    </Screen>
  );
}

function Comparison({ comparison }: { readonly comparison: DeploymentComparison }): JSX.Element {
  const { a, b, changes } = comparison;
  const { what, receipts, steps } = compareDeployments(a, b);
  const heads = [<Title key="a" detail={a} />, <Title key="b" detail={b} />] as const;
  return (
    <div className={styles.comparison}>
      <Panel
        title="What they were"
        sub="rows that differ are marked"
        actions={<Releases a={a} b={b} />}
        flush
      >
        <SideBySide label="What the deployments were" heads={heads} rows={what} />
      </Panel>
      <Panel title="Differences" sub="from the first to the second">
        <ConfigDifference changes={changes} first={false} />
      </Panel>
      <Panel title="Receipts" flush>
        <SideBySide label="Receipts" heads={heads} rows={receipts} />
      </Panel>
      <Panel title="Steps" sub="how long each took" flush>
        <SideBySide label="Durations of the steps" heads={heads} rows={steps} />
      </Panel>
    </div>
  );
}

function Title({ detail: { deployment } }: { readonly detail: DeploymentDetail }): JSX.Element {
  const { app, environment, id, version } = deployment;
  return (
    <RouteLink to={{ name: 'deployment', id }}>
      {app} v{version} in {environment}
    </RouteLink>
  );
}

function Releases({
  a,
  b,
}: {
  readonly a: DeploymentDetail;
  readonly b: DeploymentDetail;
}): JSX.Element | null {
  const { app, version } = a.deployment;
  if (app !== b.deployment.app || version === b.deployment.version) return null;
  return (
    <RouteLink to={{ name: 'releases', app, from: version, to: b.deployment.version }}>
      Compare v{version} with v{b.deployment.version}
    </RouteLink>
  );
}
