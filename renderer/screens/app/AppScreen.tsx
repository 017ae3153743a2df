import type { JSX } from 'react';
import { Screen } from '../../app/Screen.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';

export interface AppScreenProps {
  readonly app: string;
}

export function AppScreen({ app }: AppScreenProps): JSX.Element {
  return (
    <Screen title={app}>
      <EmptyState title="No page for an app yet" icon="box">
        The window cannot do this yet; <code>twinberth status {app}</code> in a terminal says what runs where.
      </EmptyState>
    </Screen>
  );
}
