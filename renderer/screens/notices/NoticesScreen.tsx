import type { JSX } from 'react';
import { Screen } from '../../app/Screen.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';

export function NoticesScreen(): JSX.Element {
  return (
    <Screen title="Notices">
      <EmptyState title="No notices here yet" icon="bell">
        The window cannot do this yet; <code>twinberth history</code> in a terminal tells what happened.
      </EmptyState>
    </Screen>
  );
}
