import { useEffect, useState, type JSX } from 'react';
import { Berths } from '../../ui/Berths.tsx';
import styles from './Welcome.module.css';

/** How long a release is shown serving before the gate swings to the next, and how long that one is shown on its way. */
const SERVES_MS = 3200;
const STARTS_MS = 1600;

/** What Twinberth is, for whoever sees it for the first time: in words, and as it will look on every card. */
export function Welcome({ small }: { readonly small: boolean }): JSX.Element {
  if (small) return <p className={styles.line}>Nothing is written before you have seen and confirmed it.</p>;
  return (
    <div className={styles.welcome}>
      <div>
        <p className={styles.lead}>
          Every app gets two berths. A new release moors at the free one, is checked on the very path that
          traffic will take, and then the gate swings. The old one stays, so going back is just as quick.
        </p>
        <p className={styles.line}>
          Everything runs on your own machines. What Twinberth sets up keeps serving when this window is
          closed.
        </p>
      </div>
      <Harbour />
    </div>
  );
}

/** Two berths at work. It says nothing that the words do not, so it is not read aloud. */
function Harbour(): JSX.Element {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const timer = setTimeout(() => setTurn((now) => now + 1), turn % 2 === 0 ? SERVES_MS : STARTS_MS);
    return () => clearTimeout(timer);
  }, [turn]);
  const version = 1 + Math.floor(turn / 2);
  const starting = turn % 2 === 1;
  const serving = { state: 'serving', version: `v${version}` } as const;
  const other = starting
    ? ({ state: 'starting', version: `v${version + 1}` } as const)
    : version === 1
      ? ({ state: 'empty' } as const)
      : ({ state: 'warm', version: `v${version - 1}` } as const);
  const active = version % 2 === 1 ? 'blue' : 'green';
  return (
    <div className={styles.harbour} aria-hidden>
      <span className={styles.version}>v{version}</span>
      <Berths
        active={active}
        blue={active === 'blue' ? serving : other}
        green={active === 'green' ? serving : other}
      />
      <span className={styles.line}>
        {starting ? `checking v${version + 1}` : version === 1 ? 'well' : `well · v${version - 1} stays warm`}
      </span>
    </div>
  );
}
