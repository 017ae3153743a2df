import type { JSX } from 'react';
import { Screen } from '../../app/Screen.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';

export function OnboardingScreen(): JSX.Element {
  return (
    <Screen title="Welcome">
      <EmptyState title="No guide yet" icon="folder">
        The window cannot do this yet; <code>twinberth app add</code> with a folder in a terminal adds an app.
      </EmptyState>
    </Screen>
  );
}
