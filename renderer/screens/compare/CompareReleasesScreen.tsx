import type { JSX } from 'react';
import type { ReleaseComparison } from '../../../shared/model/release-views.ts';
import { replaceRoute } from '../../app/navigate.ts';
import { RouteLink } from '../../app/RouteLink.tsx';
import { Screen } from '../../app/Screen.tsx';
import { useQuery } from '../../store/use-query.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Select } from '../../ui/Select.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { compareReleases } from './compare-releases.tsx';
import { LayerList } from './LayerList.tsx';
import { ReleaseChanges } from './ReleaseChanges.tsx';
import { SideBySide } from './SideBySide.tsx';
import styles from './CompareReleasesScreen.module.css';

export interface CompareReleasesScreenProps {
  readonly app: string;
  /** Versions. */
  readonly from: number;
  readonly to: number;
}

/** Two releases of an app: what their images are made of, and what differs in what they say of themselves. */
export function CompareReleasesScreen({ app, from, to }: CompareReleasesScreenProps): JSX.Element {
  const { value, error, loading, reload } = useQuery('releases.compare', { app, from, to });
  const { value: releases } = useQuery('releases.list', { app, limit: 500 });
  const versions = [...new Set([from, to, ...(releases ?? []).map(({ release }) => release.version)])].sort(
    (a, b) => b - a,
  );
  const options = versions.map((version) => ({ value: String(version), label: `v${version}` }));
  return (
    <Screen
      title={`Compare ${app}`}
      actions={
        <>
          <Select
            compact
            label="First release"
            value={String(from)}
            options={options}
            onChange={(version) => replaceRoute({ name: 'releases', app, from: Number(version), to })}
          />
          <Icon name="arrowRight" label="with" />
          <Select
            compact
            label="Second release"
            value={String(to)}
            options={options}
            onChange={(version) => replaceRoute({ name: 'releases', app, from, to: Number(version) })}
          />
        </>
      }
    >
      {error !== undefined && (
        <Problem title="They could not be compared" problem={error} onRetry={reload} retrying={loading} />
      )}
      {value === undefined ? (
        error === undefined && <Spinner size={22} label="Reading both images" />
      ) : (
        <Comparison app={app} comparison={value} />
      )}
    </Screen>
  );
}

function Comparison({
  app,
  comparison,
}: {
  readonly app: string;
  readonly comparison: ReleaseComparison;
}): JSX.Element {
  const { from, to, sameImage, changes, layers, problem } = comparison;
  const heads = [from, to].map(({ version }) => (
    <RouteLink key={version} to={{ name: 'app', app, query: { release: String(version) } }}>
      v{version}
    </RouteLink>
  ));
  return (
    <div className={styles.comparison}>
      {problem !== undefined && (
        <p className={styles.warning}>
          <Icon name="triangle" size={12} />
          {problem} Only what is recorded is compared.
        </p>
      )}
      <Panel title="What they are" sub={sameImage ? 'the very same image' : 'two different images'} flush>
        <SideBySide
          label="What the releases are"
          heads={[heads[0], heads[1]]}
          rows={compareReleases(from, to)}
        />
      </Panel>
      <Panel title="Differences" sub={`from v${from.version} to v${to.version}`}>
        <ReleaseChanges changes={changes} />
      </Panel>
      <LayerList layers={layers} from={from.version} to={to.version} />
    </div>
  );
}
