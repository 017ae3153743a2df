import type { JSX } from 'react';
import { Screen } from '../../app/Screen.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';

export interface CompareScreenProps {
  /** Deployment ids. */
  readonly a: string;
  readonly b: string;
}

export function CompareScreen({ a, b }: CompareScreenProps): JSX.Element {
  return (
    <Screen title="Compare">
      <EmptyState title="No comparison yet" icon="compare">
        The window cannot do this yet; nothing is shown for {a} and {b}.
      </EmptyState>
    </Screen>
  );
}
