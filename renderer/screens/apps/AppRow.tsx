import type { JSX } from 'react';
import type { AppView } from '../../../shared/model/app-views.ts';
import type { LaneView, PlacementView } from '../../../shared/model/house.ts';
import { RouteLink } from '../../app/RouteLink.tsx';
import { useHouseShallow } from '../../store/use-house.ts';
import { BerthMark } from '../app/BerthMark.tsx';
import { BuildButton } from '../app/BuildButton.tsx';
import { FileProblems } from '../app/FileProblems.tsx';
import styles from './AppRow.module.css';

export interface AppRowProps {
  readonly app: AppView;
  readonly lanes: readonly LaneView[];
}

export function AppRow({ app, lanes }: AppRowProps): JSX.Element {
  const { name, source, directory, newest, revision, problem } = app;
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <RouteLink to={{ name: 'app', app: name }} className={styles.name} title={name}>
          {name}
        </RouteLink>
        <span className={styles.source} title={directory}>
          {source}
          {revision !== undefined && ` · ${revision.slice(0, 7)}`}
        </span>
      </div>
      <span className={styles.newest}>{newest === undefined ? 'no release yet' : `newest v${newest}`}</span>
      <Runs app={app} lanes={lanes} />
      <span className={styles.build}>
        <BuildButton app={app} size="small" />
      </span>
      {problem !== undefined && (
        <div className={styles.problem}>
          <FileProblems problem={problem} />
        </div>
      )}
    </li>
  );
}

/** A mark for each lane that its file names, in the order of lanes. */
function Runs({ app, lanes }: AppRowProps): JSX.Element {
  const places = useHouseShallow((state) =>
    Object.values(state.placements).filter(
      (placement) => placement.app === app.name && placement.version !== undefined,
    ),
  );
  if (places.length === 0) return <span className={styles.nowhere}>runs nowhere yet</span>;
  const inOrder = [...places].sort((a, b) => position(lanes, a) - position(lanes, b));
  return (
    <ul className={styles.runs} aria-label={`Where ${app.name} runs`}>
      {inOrder.map(({ key, environment, host, version, active }) => (
        <li key={key} className={styles.run} title={`${environment} on ${host}`}>
          <span className={styles.lane}>{environment}</span>{' '}
          {active !== undefined && <BerthMark colour={active} state="serving" text={`v${version}`} />}
        </li>
      ))}
    </ul>
  );
}

function position(lanes: readonly LaneView[], { environment }: PlacementView): number {
  return lanes.findIndex(({ name }) => name === environment);
}
