import type { JSX } from 'react';
import { ElapsedTime } from '../../ui/ElapsedTime.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import { formatDuration } from '../../format/format-duration.ts';
import type { BuildStep } from './build-transcript.ts';
import styles from './BuildSteps.module.css';

export interface BuildStepsProps {
  readonly steps: readonly BuildStep[];
  /** The build runs; of one that is over, no step runs any more. */
  readonly live: boolean;
  readonly onShow: (step: BuildStep) => void;
}

/** The steps of a build with what each took; pressing one shows what it printed. */
export function BuildSteps({ steps, live, onShow }: BuildStepsProps): JSX.Element {
  return (
    <ol className={styles.steps} aria-label="Steps of the build">
      {steps.map((step) => (
        <li key={step.number}>
          <button type="button" className={styles.step} onClick={() => onShow(step)} title={step.name}>
            <State step={step} live={live} />
            <span className={joinClasses(styles.name, step.state === 'failed' && styles.failed)}>
              {step.name}
            </span>
            <Took step={step} live={live} />
          </button>
        </li>
      ))}
    </ol>
  );
}

function State({ step: { state }, live }: { readonly step: BuildStep; readonly live: boolean }): JSX.Element {
  if (state === 'running')
    return live ? <Spinner size={12} label="running" /> : <Icon name="stop" size={11} label="not finished" />;
  if (state === 'failed')
    return (
      <span className={styles.failed}>
        <Icon name="cross" size={12} label="failed" />
      </span>
    );
  return <Icon name="check" size={12} label="done" />;
}

function Took({
  step: { state, seconds, startedAt },
  live,
}: {
  readonly step: BuildStep;
  readonly live: boolean;
}): JSX.Element {
  if (state === 'cached') return <span className={styles.took}>cached</span>;
  if (seconds !== undefined) return <span className={styles.took}>{formatDuration(seconds * 1000)}</span>;
  return (
    <span className={styles.took}>
      {live && state === 'running' && startedAt !== undefined && <ElapsedTime since={startedAt} />}
    </span>
  );
}
