import type { JSX } from 'react';
import { Screen } from '../../app/Screen.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';

export interface DeploymentScreenProps {
  readonly id: string;
}

export function DeploymentScreen({ id }: DeploymentScreenProps): JSX.Element {
  return (
    <Screen title={`Deployment ${id}`}>
      <EmptyState title="No page for a deployment yet" icon="hammer">
        The window cannot do this yet; <code>twinberth history</code> in a terminal tells what happened.
      </EmptyState>
    </Screen>
  );
}
