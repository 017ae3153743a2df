import { useId, type SyntheticEvent, type JSX } from 'react';
import { placementKey } from '../../shared/model/house.ts';
import { formatDuration } from '../format/format-duration.ts';
import { useHouse } from '../store/use-house.ts';
import { useQuery } from '../store/use-query.ts';
import { announce } from '../ui/announce.ts';
import { Berths } from '../ui/Berths.tsx';
import { Button } from '../ui/Button.tsx';
import { Facts, type Fact } from '../ui/Facts.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { explainSource } from './describe-source.ts';
import { PlanNow } from './PlanNow.tsx';
import { PlanWaiting } from './PlanWaiting.tsx';
import { RollbackInterruptions } from './RollbackInterruptions.tsx';
import styles from './RollbackSheet.module.css';
import { useBegin } from './use-begin.ts';

export interface RollbackSheetProps {
  readonly app: string;
  readonly environment: string;
  readonly host: string;
  readonly onClose: () => void;
  readonly onBegun?: (operation: string) => void;
}

/** Asks once: where a rollback leads, how, and how long that took the last time. */
export function RollbackSheet({ app, environment, host, onClose, onBegun }: RollbackSheetProps): JSX.Element {
  const key = placementKey({ app, environment, host });
  const placement = useHouse((state) => state.placements[key]);
  const live = useHouse((state) => state.live[key]);
  const serving = placement?.deployment ?? null;
  const preview = useQuery('rollbacks.preview', { app, environment, host }, { version: serving ?? '' });
  const form = useId();
  const back = preview.value;
  const plan = useQuery(
    'deployments.plan',
    { kind: 'rollback', app, environment },
    { version: serving ?? '', when: back?.to !== undefined },
  );
  // Nothing is confirmed that was not shown. Where it cannot be found out, going back is still possible.
  const waiting = preview.loading || (back?.to !== undefined && plan.loading);
  const start = useBegin();
  const hosts = useHouse((state) => state.lanes.find(({ name }) => name === environment)?.hosts.length ?? 1);

  const confirm = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (back?.to === undefined || waiting || start.busy) return;
    const outcome = await start.begin({ kind: 'rollback', app, environment, expect: { serving, host } });
    if ('operation' in outcome) {
      announce(`Rollback of ${app} in ${environment} to v${back.to.version}: begun`);
      onBegun?.(outcome.operation);
      onClose();
    } else if ('error' in outcome && outcome.error.code === 'plan.outdated') preview.reload();
  };
  return (
    <Sheet
      title={
        back?.to === undefined
          ? `Roll back ${app} in ${environment}`
          : `Back to ${app} v${back.to.version} in ${environment}`
      }
      sub={hosts > 1 ? 'On all its hosts, one after the other.' : 'Release and configuration, as they were.'}
      onClose={onClose}
      footer={
        <>
          <Button kbd="Esc" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            form={form}
            variant="primary"
            icon="undo"
            kbd="↵"
            busy={start.busy || waiting}
            unavailable={back?.to === undefined ? (back?.refusal ?? preview.error?.message) : undefined}
            data-autofocus
          >
            Roll back
          </Button>
        </>
      }
    >
      <form id={form} className={styles.content} onSubmit={(event) => void confirm(event)}>
        {preview.error !== undefined && (
          <Problem problem={preview.error} retrying={preview.loading} onRetry={preview.reload} />
        )}
        {start.error !== undefined && <Problem title="Nothing was done" problem={start.error} />}
        <PlanNow sight={{ live, placement }} />
        {back === undefined && preview.error === undefined && <PlanWaiting />}
        {back?.refusal !== undefined && <p>{back.refusal}</p>}
        {back?.to !== undefined && (
          <>
            {placement !== undefined && (
              <Berths
                active={placement.active}
                blue={moored(placement.blue)}
                green={moored(placement.green)}
              />
            )}
            <Facts facts={factsOf(placement?.version, back.to, back.lastMs)} />
            <RollbackInterruptions
              view={plan.loading ? undefined : plan.value}
              error={plan.loading ? undefined : plan.error}
            />
            <p className={styles.quiet}>It can itself be undone, the same way.</p>
          </>
        )}
      </form>
    </Sheet>
  );
}

function factsOf(
  version: number | undefined,
  to: { readonly version: number; readonly source: 'create' | 'start' | 'warm' },
  lastMs: number | undefined,
): Fact[] {
  return [
    { name: 'Now', value: version === undefined ? 'nothing' : `v${version}` },
    { name: 'Then', value: `v${to.version}` },
    { name: 'How', value: explainSource(to.source) },
    { name: 'Last time', value: lastMs === undefined ? 'not measured here yet' : formatDuration(lastMs) },
  ];
}

function moored({
  state,
  version,
}: {
  readonly state: 'empty' | 'starting' | 'serving' | 'warm' | 'stopped';
  readonly version?: number;
}): { state: typeof state; version?: string } {
  return { state, ...(version === undefined ? {} : { version: `v${version}` }) };
}
