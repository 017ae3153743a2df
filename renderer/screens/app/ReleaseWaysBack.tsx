import type { JSX } from 'react';
import type { PlacementView } from '../../../shared/model/house.ts';
import { describeWayBack } from '../../sheets/describe-way-back.ts';
import { useHouseShallow } from '../../store/use-house.ts';
import { useQuery } from '../../store/use-query.ts';
import { Facts } from '../../ui/Facts.tsx';
import styles from './ReleaseWaysBack.module.css';

/** Where this release is what a rollback would lead to, and how quick that has proven to be. */
export function ReleaseWaysBack({
  app,
  version,
}: {
  readonly app: string;
  readonly version: number;
}): JSX.Element | null {
  const places = useHouseShallow((state) =>
    Object.values(state.placements).filter(
      (placement) => placement.app === app && placement.back?.version === version,
    ),
  );
  if (places.length === 0) return null;
  return (
    <section aria-label="Ways back to it">
      <h3 className={styles.title}>Ways back to it</h3>
      {places.map((place) => (
        <WayBackTo key={place.key} place={place} />
      ))}
    </section>
  );
}

function WayBackTo({
  place: { app, environment, host, deployment },
}: {
  readonly place: PlacementView;
}): JSX.Element {
  const { value, error } = useQuery(
    'rollbacks.preview',
    { app, environment, host },
    { version: deployment ?? '' },
  );
  const text = value === undefined ? (error?.message ?? '…') : describeWayBack(value);
  return <Facts facts={[{ name: environment, value: text }]} />;
}
