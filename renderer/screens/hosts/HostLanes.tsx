import type { JSX } from 'react';
import { formatCount } from '../../format/format-count.ts';
import { useHouse, useHouseShallow } from '../../store/use-house.ts';
import styles from './HostLanes.module.css';

/** Which environments are on a host, and how much runs there. */
export function HostLanes({ host }: { readonly host: string }): JSX.Element {
  const lanes = useHouse((state) => state.lanes);
  const here = lanes.filter(({ hosts }) => hosts.includes(host));
  const counts = useHouseShallow((state) =>
    here.map(
      ({ name }) =>
        Object.values(state.placements).filter(
          (placement) =>
            placement.host === host && placement.environment === name && placement.health !== 'empty',
        ).length,
    ),
  );
  return (
    <section aria-label={`Environments on ${host}`} className={styles.lanes}>
      <h3>Environments</h3>
      {here.length === 0 && <p className={styles.quiet}>None is on this host.</p>}
      <ul>
        {here.map(({ id, name }, place) => (
          <li key={id} className={styles.lane}>
            <span>{name}</span>
            <span className={styles.quiet}>{formatCount(counts[place] ?? 0, 'app')} deployed</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
