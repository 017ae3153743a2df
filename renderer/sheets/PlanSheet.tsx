import { useId, useState, type SyntheticEvent, type JSX } from 'react';
import type { PlanView } from '../../shared/model/deployment-views.ts';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/Button.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { explainIntent, titleOf, verbOf } from './describe-intent.ts';
import type { PlanIntent } from './plan-intent.ts';
import { PlanContent } from './PlanContent.tsx';
import { ReleaseChoice } from './ReleaseChoice.tsx';
import { SecretCommands } from './SecretCommands.tsx';
import { useBegin } from './use-begin.ts';
import { usePendingCommands, type PendingCommands } from './use-pending-commands.ts';
import { usePlan } from './use-plan.ts';

export interface PlanSheetProps {
  readonly intent: PlanIntent;
  readonly onClose: () => void;
  /** It has begun, as this operation. */
  readonly onBegun?: (operation: string) => void;
}

/**
 * Shows what a deployment, promotion, rollback or healing would do, before anything happens. Enter confirms, Escape leaves.
 * What is confirmed is what was shown: when something else serves by then, nothing is done and the new plan is shown.
 */
export function PlanSheet({ intent, onClose, onBegun }: PlanSheetProps): JSX.Element {
  const [version, setVersion] = useState(intent.version);
  const wanted = version === undefined ? intent : { ...intent, version };
  const sight = usePlan(wanted);
  const [reason, setReason] = useState('');
  const form = useId();
  const { view } = sight;
  const pending = usePendingCommands(intent.app, intent.environment);
  const missing = whyNot(view, reason, pending);
  const start = useBegin();
  const overrides = view !== undefined && view.plan.refusals.length > 0;

  const confirm = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (view === undefined || sight.loading || start.busy || missing !== undefined) return;
    const outcome = await start.begin({
      ...wanted,
      // What is brought there is what was shown, also when the lane before serves another by now, or there is a newer one.
      ...(intent.kind === 'promote' || intent.kind === 'deploy' ? { version: view.plan.version } : {}),
      ...(overrides ? { override: reason.trim() } : {}),
      expect: { serving: view.serving },
    });
    if ('operation' in outcome) {
      announce(`${titleOf(intent, view.plan.version)}: begun`);
      onBegun?.(outcome.operation);
      onClose();
    } else if ('error' in outcome && outcome.error.code === 'plan.outdated') sight.planAgain('outdated');
  };
  const verb = verbOf(intent.kind);
  return (
    <Sheet
      title={titleOf(intent, view?.plan.version)}
      sub={explainIntent(intent, view?.soak?.doneMs)}
      onClose={onClose}
      footer={
        <>
          <Button kbd="Esc" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            form={form}
            variant={overrides ? 'danger' : 'primary'}
            kbd="↵"
            busy={start.busy || (sight.loading && sight.error === undefined)}
            unavailable={view === undefined ? sight.error && 'There is no plan yet.' : missing}
            data-autofocus
          >
            {overrides ? `${verb} anyway` : verb}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void confirm(event)}>
        {intent.kind === 'deploy' && (
          <ReleaseChoice app={intent.app} version={version ?? view?.plan.version} onChange={setVersion} />
        )}
        {view?.plan.source === 'create' && <SecretCommands pending={pending} />}
        <PlanContent
          intent={wanted}
          sight={sight}
          startError={start.error}
          reason={reason}
          onReason={setReason}
        />
      </form>
    </Sheet>
  );
}

/** Why this plan cannot be confirmed as it stands. */
function whyNot(
  view: PlanView | undefined,
  reason: string,
  { commands }: Pick<PendingCommands, 'commands'>,
): string | undefined {
  if (view === undefined) return undefined;
  const { plan } = view;
  const impossible = plan.refusals.find(({ kind }) => kind === 'impossible');
  if (impossible !== undefined) return impossible.message;
  // What the core says for itself, too: without these nothing begins.
  if (plan.source === 'create' && commands !== undefined && commands.length > 0)
    return 'Allow the commands that its secrets come from first.';
  return plan.refusals.length > 0 && reason.trim() === ''
    ? 'Say why it should go against the policy.'
    : undefined;
}
