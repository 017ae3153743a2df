import type { JSX } from 'react';
import { useApp } from '../../store/use-house.ts';
import { Button } from '../../ui/Button.tsx';
import { useBoard } from './board-context.ts';
import styles from './EmptyCell.module.css';
import { emptyStop } from './grid-stops.ts';
import { useStop } from './use-stop.ts';

/** Where an app does not run, and how it gets there. */
export function EmptyCell({
  app: name,
  environment,
}: {
  readonly app: string;
  readonly environment: string;
}): JSX.Element {
  const { state } = useBoard();
  const app = useApp(name);
  const { ref, tabIndex, attend } = useStop<HTMLDivElement>(emptyStop(name, environment));
  const newest = app?.newest;
  const deployable = app?.deployable;
  const named = app?.environments.includes(environment) === true;
  const deploy = (): void => {
    if (deployable !== undefined)
      state.setState({
        sheet: { kind: 'plan', intent: { kind: 'deploy', app: name, environment, version: deployable } },
      });
  };
  return (
    <div
      ref={ref}
      tabIndex={tabIndex}
      onFocus={attend}
      className={styles.empty}
      role="group"
      aria-label={`${name} is not in ${environment}`}
    >
      <span>not here</span>
      {named && deployable !== undefined && (
        <span className={styles.deploy}>
          <Button variant="quiet" size="small" tabIndex={tabIndex} onClick={deploy}>
            Deploy v{deployable}
          </Button>
        </span>
      )}
      {named && newest === undefined && <span>build a release first</span>}
      {named && newest !== undefined && deployable === undefined && <span>v{newest} failed its test</span>}
      {!named && app !== undefined && (
        <span className={styles.hint}>its file does not name {environment}</span>
      )}
    </div>
  );
}
