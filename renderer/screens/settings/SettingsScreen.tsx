import type { JSX } from 'react';
import { Screen } from '../../app/Screen.tsx';
import { useAddressQuery } from '../../app/use-address-query.ts';
import { Tabs, type Tab } from '../../ui/Tabs.tsx';
import { DoctorTab } from './DoctorTab.tsx';
import { EnvironmentTab } from './EnvironmentTab.tsx';
import { GeneralTab } from './GeneralTab.tsx';
import { KeysTab } from './KeysTab.tsx';
import styles from './SettingsScreen.module.css';

type TabKey = 'general' | 'keys' | 'environment' | 'doctor';

const TABS: readonly Tab<TabKey>[] = [
  { key: 'general', label: 'General' },
  { key: 'keys', label: 'Keys' },
  { key: 'environment', label: 'Environment' },
  { key: 'doctor', label: 'Doctor' },
];

/** How the window looks and when it speaks up, what the environment sets, and whether everything that is needed is there. */
export function SettingsScreen(): JSX.Element {
  const [query, setQuery] = useAddressQuery();
  const active = TABS.find(({ key }) => key === query.get('tab'))?.key ?? 'general';
  return (
    <Screen title="Settings">
      <div className={styles.settings}>
        <Tabs
          label="Parts of the settings"
          tabs={TABS}
          active={active}
          onChange={(tab) => setQuery(new URLSearchParams(tab === 'general' ? {} : { tab }))}
        >
          {active === 'general' && <GeneralTab />}
          {active === 'keys' && <KeysTab />}
          {active === 'environment' && <EnvironmentTab />}
          {active === 'doctor' && <DoctorTab />}
        </Tabs>
      </div>
    </Screen>
  );
}
