import type { JSX } from 'react';
import type { ErrorReply } from '../../shared/contract/errors.ts';
import type { Plan, PlanRefusal } from '../../shared/model/plan.ts';
import { Icon } from '../ui/Icon.tsx';
import { Problem } from '../ui/Problem.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { ConfigDifference } from './ConfigDifference.tsx';
import type { PlanIntent } from './plan-intent.ts';
import styles from './PlanContent.module.css';
import { PlanFacts } from './PlanFacts.tsx';
import { PlanNow } from './PlanNow.tsx';
import { PlanSteps } from './PlanSteps.tsx';
import { PlanWaiting } from './PlanWaiting.tsx';
import type { PlanInSight } from './use-plan.ts';

export interface PlanContentProps {
  readonly intent: PlanIntent;
  readonly sight: PlanInSight;
  /** Why the last try to begin came to nothing. */
  readonly startError: ErrorReply | undefined;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
}

/** Everything a person wants to know before saying yes, the loudest first. */
export function PlanContent({ intent, sight, startError, reason, onReason }: PlanContentProps): JSX.Element {
  const { view, error, loading, outdated, planAgain } = sight;
  const problem = error !== undefined && (
    <Problem
      title={
        view === undefined ? 'There is no plan' : 'The plan could not be made again; this is the last one'
      }
      problem={error}
      retrying={loading}
      onRetry={() => planAgain('asked')}
    />
  );
  if (view === undefined) return problem || <PlanWaiting />;
  const { plan } = view;
  return (
    <div className={styles.content}>
      {problem}
      {outdated && !loading && error === undefined && (
        <p className={styles.news} role="status">
          <Icon name="refresh" size={13} />
          {view.plan.fromVersion === undefined
            ? 'What serves there changed while this was open. This is the new plan; nothing was done.'
            : `v${view.plan.fromVersion} serves there now: somebody changed it while this was open. This is the new plan; nothing was done.`}
        </p>
      )}
      <PlanNow sight={sight} />
      {startError !== undefined && startError.code !== 'plan.outdated' && (
        <Problem title="It did not begin; nothing was done" problem={startError} />
      )}
      <Interruptions plan={plan} />
      <Refusals refusals={plan.refusals} />
      {plan.refusals.length > 0 && plan.refusals.every(({ kind }) => kind === 'policy') && (
        <TextInput
          label="Why go against the policy"
          hint="It is written into the history, with your name."
          value={reason}
          onChange={onReason}
          maxLength={1000}
        />
      )}
      {plan.warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          <Icon name="triangle" size={12} />
          {warning}
        </p>
      ))}
      <PlanFacts intent={intent} view={view} placement={sight.placement} />
      <ConfigDifference changes={plan.changes} first={plan.fromVersion === undefined} />
      <PlanSteps steps={plan.steps} />
    </div>
  );
}

function Interruptions({ plan }: { readonly plan: Plan }): JSX.Element | null {
  if (plan.interruptions.length === 0) return null;
  return (
    <div className={styles.loud}>
      <Icon name="triangle" size={14} />
      <div>
        <strong>This interrupts</strong>
        {plan.interruptions.map(({ kind, why }) => (
          <p key={kind}>
            {kind === 'hold'
              ? `Requests wait at the edge while ${plan.app} is stopped and started: ${why}.`
              : `${why}.`}
          </p>
        ))}
      </div>
    </div>
  );
}

function Refusals({ refusals }: { readonly refusals: readonly PlanRefusal[] }): JSX.Element | null {
  if (refusals.length === 0) return null;
  return (
    <div className={styles.refusal} role="status">
      <Icon name="cross" size={13} />
      <div>
        <strong>
          {refusals.some(({ kind }) => kind === 'impossible') ? 'This cannot be done' : 'The policy says no'}
        </strong>
        {refusals.map(({ code, message }) => (
          <p key={`${code} ${message}`}>{message}</p>
        ))}
      </div>
    </div>
  );
}
