import type { JSX } from 'react';
import { RouteLink } from '../../app/RouteLink.tsx';
import type { AppView } from '../../../shared/model/app-views.ts';
import type { Operation } from '../../../shared/model/operation.ts';
import { useCommand } from '../../store/use-command.ts';
import { useHouse, usePutBuildAway } from '../../store/use-house.ts';
import { ElapsedTime } from '../../ui/ElapsedTime.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
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
  const read = useHouse((state) => build !== undefined && build.id in state.readBuilds);
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
  const putAway = usePutBuildAway();
  const { text, good } = outcomeOf(build);
  const version = build.result?.kind === 'build' ? build.result.version : undefined;
  const query = version === undefined ? { tab: 'builds' } : { release: String(version) };
  return (
    <div className={styles.ended} role="group" aria-label={build.title}>
      <span
        className={good || build.state === 'cancelled' ? styles.done : styles.failed}
        title={build.error?.message}
      >
        <Icon name={good ? 'check' : 'cross'} size={11} />
        {text}
      </span>
      {build.app !== undefined && build.state !== 'cancelled' && (
        <RouteLink to={{ name: 'app', app: build.app, query }} tabIndex={tabIndex} className={styles.link}>
          {version === undefined ? 'log' : 'release'}
        </RouteLink>
      )}
      <IconButton
        icon="cross"
        size="small"
        label="Put away"
        tabIndex={tabIndex}
        onClick={() => putAway(build.id)}
      />
    </div>
  );
}

function outcomeOf({ state, result }: Operation): { readonly text: string; readonly good: boolean } {
  if (state === 'cancelled') return { text: 'build cancelled', good: false };
  if (state === 'failed') return { text: 'build failed', good: false };
  if (result?.kind !== 'build') return { text: 'built', good: true };
  const { version, reused, test } = result;
  if (test === 'failed') return { text: `v${version} failed its test`, good: false };
  return { text: reused ? `v${version} has it already` : `v${version} built`, good: true };
}
