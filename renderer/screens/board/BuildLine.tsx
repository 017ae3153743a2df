import type { JSX } from 'react';
import { RouteLink } from '../../app/RouteLink.tsx';
import type { AppView } from '../../../shared/model/app-views.ts';
import type { Operation } from '../../../shared/model/operation.ts';
import { useCommand } from '../../store/use-command.ts';
import { ElapsedTime } from '../../ui/ElapsedTime.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { useBoard, useBoardState } from './board-context.ts';
import styles from './BuildLine.module.css';
import { CancelButton } from './CancelButton.tsx';
import { useAppBuild } from './use-app-build.ts';

export interface BuildLineProps {
  readonly app: AppView;
  /** Whether Tab reaches it: only in the current row. */
  readonly tabIndex: 0 | -1;
}

/** Builds the next release, and says how that goes. */
export function BuildLine({ app, tabIndex }: BuildLineProps): JSX.Element {
  const build = useAppBuild(app.name);
  const read = useBoardState((state) => build !== undefined && build.id in state.readBuilds);
  const start = useCommand('releases.build');
  if (build?.state === 'running') return <RunningBuild build={build} tabIndex={tabIndex} />;
  return (
    <>
      {build !== undefined && !read && <EndedBuild build={build} tabIndex={tabIndex} />}
      {start.error !== undefined && (
        <span className={styles.failed} role="alert">
          {start.error.message}
        </span>
      )}
      <button
        type="button"
        className={styles.build}
        tabIndex={tabIndex}
        aria-disabled={start.busy || undefined}
        onClick={() => {
          if (!start.busy) void start.run({ app: app.name });
        }}
      >
        Build v{app.next}
      </button>
    </>
  );
}

function RunningBuild({
  build,
  tabIndex,
}: {
  readonly build: Operation;
  readonly tabIndex: 0 | -1;
}): JSX.Element {
  const { current, total } = build.progress ?? { current: 0 };
  return (
    <div className={styles.running} role="group" aria-label={build.title}>
      <span className={styles.text} title={build.text}>
        {build.text}
      </span>
      <ProgressBar
        label={build.title}
        share={total === undefined || total === 0 ? undefined : current / total}
      />
      <span className={styles.time}>
        <ElapsedTime since={build.startedAt} />
        {build.cancellable && (
          <CancelButton operation={build.id} label={`Cancel: ${build.title}`} tabIndex={tabIndex} />
        )}
      </span>
    </div>
  );
}

function EndedBuild({
  build,
  tabIndex,
}: {
  readonly build: Operation;
  readonly tabIndex: 0 | -1;
}): JSX.Element {
  const { state } = useBoard();
  const putAway = (): void => {
    state.setState(({ readBuilds }) => ({ readBuilds: { ...readBuilds, [build.id]: true } }));
  };
  return (
    <div className={styles.ended} role="group" aria-label={build.title}>
      <span className={build.state === 'failed' ? styles.failed : styles.done} title={build.error?.message}>
        <Icon name={build.state === 'done' ? 'check' : 'cross'} size={11} />
        {outcomeOf(build)}
      </span>
      {build.app !== undefined && build.state !== 'cancelled' && (
        <RouteLink to={{ name: 'app', app: build.app }} tabIndex={tabIndex} className={styles.link}>
          {build.state === 'failed' ? 'log' : 'release'}
        </RouteLink>
      )}
      <IconButton icon="cross" size="small" label="Put away" tabIndex={tabIndex} onClick={putAway} />
    </div>
  );
}

function outcomeOf({ state, result, error }: Operation): string {
  if (state === 'cancelled') return 'build cancelled';
  if (state === 'failed') return error?.code === 'release.test-failed' ? 'test failed' : 'build failed';
  if (result?.kind !== 'build') return 'built';
  return result.reused ? `v${result.version} has it already` : `v${result.version} built`;
}
