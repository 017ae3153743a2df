import { useState, type JSX } from 'react';
import type { DoctorView } from '../../../shared/model/doctor-view.ts';
import { useCommand } from '../../store/use-command.ts';
import { useQuery } from '../../store/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import styles from './DoctorPanel.module.css';

type Finding = DoctorView['findings'][number];

/** What the doctor finds of the installation itself, and its remedies. */
export function DoctorPanel(): JSX.Element {
  const run = useQuery('doctor.run', {});
  const fix = useCommand('doctor.fix');
  const [fixed, setFixed] = useState<DoctorView>();
  const view = fixed ?? run.value;
  const curable = view?.findings.some(({ level, fixed: done }) => level !== 'ok' && done !== true) === true;
  const remedy = async (): Promise<void> => {
    const reply = await fix.run({});
    if (reply.ok) setFixed(reply.value);
  };
  const again = (): void => {
    setFixed(undefined);
    run.reload();
  };
  return (
    <Panel
      title="Doctor"
      sub={view === undefined ? undefined : view.ok ? 'all is well' : 'something is not as it should be'}
      actions={
        <>
          <Button size="small" icon="refresh" busy={run.loading} onClick={again}>
            Examine again
          </Button>
          {curable && (
            <Button size="small" icon="hammer" busy={fix.busy} onClick={() => void remedy()}>
              Fix
            </Button>
          )}
        </>
      }
      flush
    >
      {run.error !== undefined && view === undefined && (
        <div className={styles.inset}>
          <Problem problem={run.error} retrying={run.loading} onRetry={run.reload} />
        </div>
      )}
      {fix.error !== undefined && (
        <div className={styles.inset}>
          <Problem title="It was not fixed" problem={fix.error} />
        </div>
      )}
      {view === undefined && run.error === undefined && (
        <div className={styles.inset}>
          <Spinner label="Examining" />
        </div>
      )}
      <ul aria-label="Findings of the doctor">
        {view?.findings.map((finding) => (
          <FindingItem key={finding.what} finding={finding} />
        ))}
      </ul>
    </Panel>
  );
}

function FindingItem({ finding }: { readonly finding: Finding }): JSX.Element {
  const { what, wayOut, fixed } = finding;
  return (
    <li className={styles.finding}>
      <Level finding={finding} />
      <div className={styles.words}>
        <p>{what}</p>
        {wayOut !== undefined && fixed !== true && <p className={styles.wayOut}>{wayOut}</p>}
      </div>
    </li>
  );
}

function Level({ finding: { level, fixed } }: { readonly finding: Finding }): JSX.Element {
  if (fixed === true)
    return (
      <Mark tone="quiet" icon="check">
        fixed
      </Mark>
    );
  if (level === 'problem') return <Mark tone="bad">problem</Mark>;
  if (level === 'warning') return <Mark tone="warn">warning</Mark>;
  return (
    <span className={styles.well}>
      <Icon name="check" size={12} />
      well
    </span>
  );
}
