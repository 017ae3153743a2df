import type { JSX } from 'react';
import { Screen } from '../../app/Screen.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';

export function SettingsScreen(): JSX.Element {
  return (
    <Screen title="Settings">
      <EmptyState title="No settings here yet" icon="sliders">
        The window cannot do this yet; <code>twinberth doctor</code> in a terminal shows each with where it
        comes from.
      </EmptyState>
    </Screen>
  );
}
