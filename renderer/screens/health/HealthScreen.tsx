import type { JSX } from 'react';
import { Screen } from '../../app/Screen.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';

export function HealthScreen(): JSX.Element {
  return (
    <Screen title="Health">
      <EmptyState title="No health here yet" icon="pulse">
        The window cannot do this yet; <code>twinberth status</code> in a terminal says what is well.
      </EmptyState>
    </Screen>
  );
}
