import type { JSX } from 'react';
import { Screen } from '../../app/Screen.tsx';
import { useAddressQuery } from '../../app/use-address-query.ts';
import { formatCount } from '../../format/format-count.ts';
import { useHouse } from '../../store/use-house.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { AddHost } from './AddHost.tsx';
import { HostPanel } from './HostPanel.tsx';
import { Lanes } from './Lanes.tsx';
import styles from './HostsScreen.module.css';

/** The engines that this house runs on, and the environments on them. */
export function HostsScreen(): JSX.Element {
  const hosts = useHouse((state) => state.hosts);
  const known = useHouse((state) => state.link.state !== 'connecting');
  // In the address, so that the palette leads here as well.
  const [query, setQuery] = useAddressQuery();
  const setAdding = (adding: boolean): void => setQuery(new URLSearchParams(adding ? { add: 'host' } : {}));
  const away = hosts.filter(({ state }) => state === 'away').length;

  return (
    <Screen
      title="Hosts"
      sub={`${formatCount(hosts.length, 'host')}${away === 0 ? '' : `, ${away} away`}`}
      actions={
        <Button icon="plus" onClick={() => setAdding(true)}>
          Add host
        </Button>
      }
    >
      {hosts.length === 0 && known && (
        <EmptyState
          title="No host yet"
          icon="host"
          action={
            <Button variant="primary" onClick={() => setAdding(true)}>
              Add host
            </Button>
          }
        >
          A host is a Docker Engine: the one of this machine, or of a mini PC in a cupboard. Its endpoint is
          checked before anything is saved.
        </EmptyState>
      )}
      <div className={styles.parts}>
        {hosts.map((host) => (
          <HostPanel key={host.id} host={host} />
        ))}
        {hosts.length > 0 && <Lanes />}
      </div>
      {query.get('add') === 'host' && <AddHost onClose={() => setAdding(false)} />}
    </Screen>
  );
}
