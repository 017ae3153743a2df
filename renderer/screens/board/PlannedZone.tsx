import type { JSX } from 'react';
import { placementKey, type LaneView } from '../../../shared/model/house.ts';
import { useHouse } from '../../store/use-house.ts';
import { joinClasses } from '../../ui/join-classes.ts';
import { useBoardState } from './board-context.ts';
import styles from './DropZone.module.css';

/** Over the cell that the open sheet promotes into: what would come there instead of what. */
export function PlannedZone({
  app,
  lane,
}: {
  readonly app: string;
  readonly lane: LaneView;
}): JSX.Element | null {
  const from = useBoardState(({ sheet }) =>
    sheet?.kind === 'plan' &&
    sheet.intent.kind === 'promote' &&
    sheet.intent.app === app &&
    sheet.intent.environment === lane.name
      ? sheet.intent.from
      : undefined,
  );
  const coming = useHouse((state) => {
    const hosts = state.lanes.find(({ name }) => name === from)?.hosts ?? [];
    return hosts
      .map((host) => state.placements[placementKey({ app, environment: from ?? '', host })]?.version)
      .find((version) => version !== undefined);
  });
  const now = useHouse(
    (state) =>
      state.placements[placementKey({ app, environment: lane.name, host: lane.hosts[0] ?? '' })]?.version,
  );
  if (from === undefined || coming === undefined) return null;
  return (
    <div className={joinClasses(styles.zone, styles.takes, styles.over)} aria-hidden>
      <strong>Promote v{coming} here</strong>
      <span>{now === undefined ? 'the first here' : `v${now} → v${coming}`}</span>
    </div>
  );
}
