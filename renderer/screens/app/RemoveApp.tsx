import { useState, type JSX } from 'react';
import type { AppView } from '../../../shared/model/app-views.ts';
import { navigate } from '../../app/navigate.ts';
import { formatCount } from '../../format/format-count.ts';
import { useCommand } from '../../store/use-command.ts';
import { useHouseShallow } from '../../store/use-house.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { showToast } from '../../ui/show-toast.ts';

/** Lets go of an app. Its folder and its file stay as they are. */
export function RemoveApp({ app }: { readonly app: AppView }): JSX.Element {
  const [asking, setAsking] = useState(false);
  return (
    <Panel title="Remove">
      <p>Twinberth forgets the app. Its folder, its history and the data in its volumes stay.</p>
      <div>
        <Button icon="trash" onClick={() => setAsking(true)}>
          Remove {app.name}…
        </Button>
      </div>
      {asking && <Question app={app.name} onClose={() => setAsking(false)} />}
    </Panel>
  );
}

function Question({ app, onClose }: { readonly app: string; readonly onClose: () => void }): JSX.Element {
  const [force, setForce] = useState(false);
  const remove = useCommand('apps.remove');
  const places = useHouseShallow((state) =>
    Object.values(state.placements)
      .filter((placement) => placement.app === app && placement.health !== 'empty')
      .map(({ environment, host }) => `${environment} on ${host}`),
  );
  const confirm = async (): Promise<void> => {
    const reply = await remove.run({ app, force });
    if (!reply.ok) return;
    const { volumes, unreachable } = reply.value;
    const kept = volumes.length === 0 ? '' : ` Kept: ${formatCount(volumes.length, 'volume')}.`;
    const left =
      unreachable.length === 0 ? '' : ` Not reached, so something may be left: ${unreachable.join(', ')}.`;
    showToast({
      tone: unreachable.length === 0 ? 'quiet' : 'warn',
      text: `${app} is removed.${kept}${left}`,
    });
    navigate({ name: 'apps' });
  };
  return (
    <Dialog
      title={`Remove ${app}?`}
      confirm={`Remove ${app}`}
      onConfirm={() => void confirm()}
      onCancel={onClose}
      busy={remove.busy}
      unavailable={places.length > 0 && !force ? 'It still runs: say that it is to be stopped.' : undefined}
      destructive
    >
      {places.length === 0 ? (
        <p>It runs nowhere.</p>
      ) : (
        <>
          <p>It serves in {places.join(', ')}.</p>
          <Checkbox label="Stop and remove what runs of it" checked={force} onChange={setForce} />
        </>
      )}
      {remove.error !== undefined && <Problem title="It was not removed" problem={remove.error} />}
    </Dialog>
  );
}
