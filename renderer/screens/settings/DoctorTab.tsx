import { useState, type JSX } from 'react';
import type { DoctorView } from '../../../shared/model/doctor-view.ts';
import { formatCount } from '../../format/format-count.ts';
import { useCommand } from '../../store/use-command.ts';
import { useQuery } from '../../store/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { DoctorFinding } from './DoctorFinding.tsx';
import styles from './DoctorTab.module.css';

/** Looks at everything that a deployment needs and at what earlier ones left; and mends what can be mended without harm. */
export function DoctorTab(): JSX.Element {
  const run = useQuery('doctor.run', {});
  const fix = useCommand('doctor.fix');
  const [fixed, setFixed] = useState<DoctorView>();
  const mend = async (): Promise<void> => {
    const reply = await fix.run({});
    if (reply.ok) setFixed(reply.value);
  };
  const view = fixed ?? run.value;
  const look = (): void => {
    setFixed(undefined);
    run.reload();
  };
  if (view === undefined)
    return run.error === undefined ? (
      <div className={styles.looking}>
        <Progress label="Looking at data, history, engines and what was left behind" />
      </div>
    ) : (
      <Problem
        title="The doctor could not look"
        problem={run.error}
        retrying={run.loading}
        onRetry={run.reload}
      />
    );
  const findings = view.findings.toSorted((a, b) => ORDER[a.level] - ORDER[b.level]);
  return (
    <Panel
      title="Doctor"
      sub={summary(view)}
      actions={
        <>
          <Button size="small" icon="refresh" busy={run.loading} onClick={look}>
            Look again
          </Button>
          <Button size="small" icon="hammer" busy={fix.busy} onClick={() => void mend()}>
            Mend what can be mended
          </Button>
        </>
      }
      flush
    >
      {run.error !== undefined && fixed === undefined && (
        <div className={styles.problem}>
          <Problem title="The doctor could not look again" problem={run.error} />
        </div>
      )}
      {fix.error !== undefined && (
        <div className={styles.problem}>
          <Problem title="Nothing was mended" problem={fix.error} />
        </div>
      )}
      <ul aria-label="Findings">
        {findings.map((finding, place) => (
          <DoctorFinding key={place} finding={finding} />
        ))}
      </ul>
      <p className={styles.foot}>
        Mending finishes or reverts what was interrupted, and gives up locks of processes that are gone.
        Nothing is ever removed from an engine that the history does not know.
      </p>
    </Panel>
  );
}

const ORDER = { problem: 0, warning: 1, ok: 2 } as const;

function summary({ findings }: DoctorView): string {
  const count = (level: DoctorView['findings'][number]['level']): number =>
    findings.filter((finding) => finding.level === level).length;
  const problems = count('problem');
  const warnings = count('warning');
  if (problems + warnings === 0) return 'everything is as it should be';
  return [
    ...(problems > 0 ? [formatCount(problems, 'problem')] : []),
    ...(warnings > 0 ? [formatCount(warnings, 'warning')] : []),
  ].join(', ');
}
