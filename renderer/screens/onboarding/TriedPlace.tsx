import type { JSX } from 'react';
import type { EngineSearch } from '../../../shared/model/host-views.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { describeEngine } from './describe-engine.ts';
import styles from './TriedPlace.module.css';

export interface TriedPlaceProps {
  readonly tried: EngineSearch['tried'][number];
  readonly busy: boolean;
  /** Undefined: what answers here is used already. */
  readonly onUse: (() => void) | undefined;
}

/** A place where an engine was looked for, and the exact answer. */
export function TriedPlace({
  tried: { endpoint, from, engine, problem },
  busy,
  onUse,
}: TriedPlaceProps): JSX.Element {
  return (
    <li className={styles.place}>
      <span className={engine === undefined ? styles.silent : styles.answers}>
        <Icon
          name={engine === undefined ? 'cross' : 'check'}
          size={13}
          label={engine === undefined ? 'does not answer' : 'answers'}
        />
      </span>
      <div className={styles.words}>
        <code className={styles.endpoint}>{endpoint}</code>
        <span className={styles.from}>{from}</span>
        {engine !== undefined && <p className={styles.text}>{describeEngine(engine)}</p>}
        {problem !== undefined && <p className={styles.text}>{problem.message}</p>}
      </div>
      {engine !== undefined && onUse !== undefined && (
        <Button size="small" variant="primary" busy={busy} onClick={onUse}>
          Use it
        </Button>
      )}
    </li>
  );
}
