import type { JSX } from 'react';
import { Screen } from '../../app/Screen.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';

export interface LogsScreenProps {
  readonly app: string;
  readonly environment: string;
  readonly host: string | undefined;
}

export function LogsScreen({ app, environment, host }: LogsScreenProps): JSX.Element {
  return (
    <Screen title={`Logs of ${app} in ${environment}`}>
      <EmptyState title="No logs here yet" icon="logs">
        The window cannot do this yet;{' '}
        <code>
          twinberth logs {app} {environment}
        </code>{' '}
        in a terminal shows them{host === undefined ? '' : `, those on ${host} among them`}.
      </EmptyState>
    </Screen>
  );
}
