import type { JSX } from 'react';
import { Screen } from '../../app/Screen.tsx';
import { RouteLink } from '../../app/RouteLink.tsx';
import { useAddressQuery } from '../../app/use-address-query.ts';
import { useApp, useHouse } from '../../store/use-house.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { Tabs, type Tab } from '../../ui/Tabs.tsx';
import { BuildBanner } from './BuildBanner.tsx';
import { BuildButton } from './BuildButton.tsx';
import { BuildsTab } from './BuildsTab.tsx';
import { ConfigurationTab } from './ConfigurationTab.tsx';
import { FileProblems } from './FileProblems.tsx';
import { ReleasesTab } from './ReleasesTab.tsx';
import styles from './AppScreen.module.css';

export interface AppScreenProps {
  readonly app: string;
}

type TabKey = 'releases' | 'builds' | 'configuration';

const TABS: readonly Tab<TabKey>[] = [
  { key: 'releases', label: 'Releases' },
  { key: 'builds', label: 'Builds' },
  { key: 'configuration', label: 'Configuration' },
];

/** One app: its releases and where they run, its builds with their logs, its configuration as it is read. */
export function AppScreen({ app: name }: AppScreenProps): JSX.Element {
  const app = useApp(name);
  const link = useHouse((state) => state.link.state);
  const [query, setQuery] = useAddressQuery();
  const active = TABS.find(({ key }) => key === query.get('tab'))?.key ?? 'releases';
  if (app === undefined) return <NoSuchApp name={name} connecting={link === 'connecting'} />;
  return (
    <Screen
      title={name}
      sub={[app.source, app.directory].filter((part) => part !== '').join(' · ')}
      actions={<BuildButton app={app} options />}
    >
      <div className={styles.app}>
        {app.problem !== undefined && <FileProblems problem={app.problem} />}
        {active !== 'builds' && <BuildBanner app={name} />}
        <Tabs
          label={`Parts of ${name}`}
          tabs={TABS}
          active={active}
          onChange={(tab) =>
            setQuery(tab === 'releases' ? new URLSearchParams() : new URLSearchParams({ tab }))
          }
        >
          {active === 'releases' && <ReleasesTab app={app} />}
          {active === 'builds' && <BuildsTab app={app} />}
          {active === 'configuration' && <ConfigurationTab app={app} />}
        </Tabs>
      </div>
    </Screen>
  );
}

function NoSuchApp({
  name,
  connecting,
}: {
  readonly name: string;
  readonly connecting: boolean;
}): JSX.Element {
  return (
    <Screen title={name}>
      {connecting ? (
        <Spinner size={22} label="Reading the app" />
      ) : (
        <EmptyState title="There is no app of this name" icon="box">
          It may have been removed. What happened with it is still in the{' '}
          <RouteLink to={{ name: 'history', query: { app: name } }}>history</RouteLink>.
        </EmptyState>
      )}
    </Screen>
  );
}
