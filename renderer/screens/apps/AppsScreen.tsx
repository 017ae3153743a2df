import type { JSX } from 'react';
import { RouteLink } from '../../app/RouteLink.tsx';
import { Screen } from '../../app/Screen.tsx';
import { navigate } from '../../app/navigate.ts';
import { formatCount } from '../../format/format-count.ts';
import { useHouse } from '../../store/use-house.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { AppRow } from './AppRow.tsx';
import styles from './AppsScreen.module.css';

/** Every app: where its image comes from, its newest release, and where it runs. */
export function AppsScreen(): JSX.Element {
  const apps = useHouse((state) => state.apps);
  const lanes = useHouse((state) => state.lanes);
  const link = useHouse((state) => state.link.state);
  const add = (
    <Button icon="plus" onClick={() => navigate({ name: 'onboarding' })}>
      Add app
    </Button>
  );
  if (apps.length === 0)
    return (
      <Screen title="Apps">
        {link === 'connecting' ? (
          <Spinner size={22} label="Reading apps" />
        ) : (
          <EmptyState title="No app yet" icon="box" action={add}>
            Choose a folder with a Dockerfile. Twinberth reads it, proposes a <code>twinberth.yaml</code> and
            shows it before it is written.
          </EmptyState>
        )}
      </Screen>
    );
  return (
    <Screen title="Apps" sub={formatCount(apps.length, 'app')} actions={add}>
      <ul className={styles.apps} aria-label="Apps">
        {apps.map((app) => (
          <AppRow key={app.name} app={app} lanes={lanes} />
        ))}
      </ul>
      <p className={styles.foot}>
        What happened to them is in the <RouteLink to={{ name: 'history' }}>history</RouteLink>.
      </p>
    </Screen>
  );
}
