import type { JSX } from 'react';
import { useQuery } from '../../store/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { nameFlavour } from './name-flavour.ts';
import styles from './EnginesNearby.module.css';

export interface EnginesNearbyProps {
  readonly busy: boolean;
  readonly onChoose: (endpoint: string) => void;
}

/** Engines that answer on this machine, to be chosen instead of typed. */
export function EnginesNearby({ busy, onChoose }: EnginesNearbyProps): JSX.Element | null {
  const search = useQuery('hosts.search', {});
  const found = search.value?.tried.filter(({ engine }) => engine !== undefined) ?? [];
  if (search.error !== undefined) return null;
  return (
    <section className={styles.nearby} aria-label="On this machine">
      <h3>On this machine</h3>
      {search.value === undefined && (
        <p className={styles.quiet}>
          <Spinner size={12} /> Looking
        </p>
      )}
      {search.value !== undefined && found.length === 0 && (
        <p className={styles.quiet}>
          No engine answers here. {search.value.advice[0] && `${search.value.advice[0].title}.`}
        </p>
      )}
      <ul className={styles.list}>
        {found.map(({ endpoint, from, engine }) => (
          <li key={`${from} ${endpoint}`} className={styles.engine}>
            <span className={styles.words}>
              <code>{endpoint}</code>
              <span className={styles.quiet}>
                {engine !== undefined && `${nameFlavour(engine.flavour)} ${engine.version}, `}
                {from}
              </span>
            </span>
            <Button
              size="small"
              busy={busy}
              aria-label={`Check ${endpoint}, ${from}`}
              onClick={() => onChoose(endpoint)}
            >
              Check
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
