import type { JSX } from 'react';
import { Screen } from '../../app/Screen.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';

export function HostsScreen(): JSX.Element {
  return (
    <Screen title="Hosts">
      <EmptyState title="No list of hosts yet" icon="host">
        The window cannot do this yet; <code>twinberth host ls</code> in a terminal lists them.
      </EmptyState>
    </Screen>
  );
}
