import { useState, type JSX } from 'react';
import type { DeploymentDetail } from '../../../shared/model/deployment-views.ts';
import { placementKey, type LiveDeployment } from '../../../shared/model/house.ts';
import { navigate } from '../../app/navigate.ts';
import { PlanSheet } from '../../sheets/PlanSheet.tsx';
import { RollbackSheet } from '../../sheets/RollbackSheet.tsx';
import type { PlanIntent } from '../../sheets/plan-intent.ts';
import { useCommand } from '../../store/use-command.ts';
import { usePlacement } from '../../store/use-house.ts';
import { Button } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import type { MenuEntry } from '../../ui/MenuList.tsx';
import { showToast } from '../../ui/show-toast.ts';
import { useFollowDeployment } from './use-follow-deployment.ts';

export interface DeploymentActionsProps {
  readonly detail: DeploymentDetail;
  readonly live: LiveDeployment | undefined;
}

/** What can be done about a deployment: stop it while it runs, go back from it, or have it again. */
export function DeploymentActions({ detail, live }: DeploymentActionsProps): JSX.Element {
  const { deployment, host } = detail;
  const { app, environment, id, version, previous } = deployment;
  const placement = usePlacement(placementKey({ app, environment, host }));
  const [intent, setIntent] = useState<PlanIntent | 'back'>();
  const follow = useFollowDeployment();
  const close = (): void => setIntent(undefined);
  const serves = placement?.deployment === id;
  const busy = live === undefined ? undefined : 'It is under way.';
  const entries: MenuEntry[] = [
    {
      label: `Deploy v${version} again…`,
      icon: 'refresh',
      unavailable: busy,
      onSelect: () => setIntent({ kind: 'deploy', app, environment, version }),
    },
    {
      label: 'Heal: new containers for what serves…',
      icon: 'hammer',
      unavailable: serves ? busy : 'It does not serve.',
      onSelect: () => setIntent({ kind: 'heal', app, environment }),
    },
    'separator',
    {
      label: 'Compare with what served before',
      icon: 'compare',
      unavailable: previous === undefined ? 'Nothing served before.' : undefined,
      onSelect: () => previous !== undefined && navigate({ name: 'compare', a: previous, b: id }),
    },
    {
      label: `History of ${app} in ${environment}`,
      icon: 'clock',
      onSelect: () => navigate({ name: 'history', query: { app, environment } }),
    },
  ];
  return (
    <>
      {live?.operation !== undefined && <Cancel operation={live.operation} />}
      <Button icon="logs" onClick={() => navigate({ name: 'logs', app, environment, host })}>
        Logs
      </Button>
      {serves && (
        <Button
          icon="undo"
          unavailable={placement.back === undefined ? 'There is nothing to go back to.' : busy}
          onClick={() => setIntent('back')}
        >
          Roll back
        </Button>
      )}
      {!serves && live === undefined && (
        <Button
          icon="undo"
          unavailable={whyNotBack(deployment.state)}
          onClick={() => setIntent({ kind: 'rollback', app, environment, version })}
        >
          Back to this
        </Button>
      )}
      <Menu label="More about this deployment" entries={entries} />
      {intent === 'back' && (
        <RollbackSheet app={app} environment={environment} host={host} onClose={close} onBegun={follow} />
      )}
      {intent !== undefined && intent !== 'back' && (
        <PlanSheet intent={intent} onClose={close} onBegun={follow} />
      )}
    </>
  );
}

function Cancel({ operation }: { readonly operation: string }): JSX.Element {
  const cancel = useCommand('operations.cancel');
  const run = async (): Promise<void> => {
    const reply = await cancel.run({ operation });
    if (!reply.ok) showToast({ tone: 'bad', text: `It was not cancelled: ${reply.error.message}` });
  };
  return (
    <Button icon="stop" busy={cancel.busy} onClick={() => void run()}>
      Cancel
    </Button>
  );
}

function whyNotBack(state: DeploymentDetail['deployment']['state']): string | undefined {
  return state === 'failed' || state === 'interrupted' || state === 'reverted'
    ? 'It was never good, so nobody wants it back.'
    : undefined;
}
