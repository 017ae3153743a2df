import type { JSX } from 'react';
import { Screen } from '../../app/Screen.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';

export function SpaceScreen(): JSX.Element {
  return (
    <Screen title="Space">
      <EmptyState title="No figures here yet" icon="box">
        The window cannot do this yet; <code>twinberth gc</code> in a terminal says what could go.
      </EmptyState>
    </Screen>
  );
}
