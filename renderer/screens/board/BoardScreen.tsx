import type { JSX } from 'react';
import { Screen } from '../../app/Screen.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';

export function BoardScreen(): JSX.Element {
  return (
    <Screen title="Board">
      <EmptyState title="No board yet" icon="box">
        The window cannot do this yet; <code>twinberth status</code> in a terminal says what runs where.
      </EmptyState>
    </Screen>
  );
}
