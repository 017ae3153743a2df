import type { JSX } from 'react';
import { Screen } from '../../app/Screen.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';

export function DriftScreen(): JSX.Element {
  return (
    <Screen title="Drift">
      <EmptyState title="No drift here yet" icon="wave">
        The window cannot do this yet; <code>twinberth drift</code> in a terminal lists what differs.
      </EmptyState>
    </Screen>
  );
}
