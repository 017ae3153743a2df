import type { JSX } from 'react';
import type { DriftFinding, DriftSeverity } from '../../../shared/model/drift.ts';
import { CodeWords } from '../../ui/CodeWords.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import styles from './DriftFindingItem.module.css';

const TONES: Readonly<Record<DriftSeverity, 'bad' | 'warn' | 'quiet'>> = {
  serious: 'bad',
  warning: 'warn',
  info: 'quiet',
};

/** One difference: what, since when, what was expected and what is there, and what healing does. */
export function DriftFindingItem({ finding }: { readonly finding: DriftFinding }): JSX.Element {
  const { severity, what, container, since, expected, observed, healing } = finding;
  return (
    <li className={styles.finding}>
      <div className={styles.mark}>
        <Mark tone={TONES[severity]}>{severity}</Mark>
        <span className={styles.since}>
          <RelativeTime at={since} ago />
        </span>
      </div>
      <div className={styles.words}>
        <p className={styles.what}>
          <CodeWords text={what} />
        </p>
        {container !== undefined && !what.includes(container) && (
          <code className={styles.container}>{container}</code>
        )}
        {(expected !== undefined || observed !== undefined) && (
          <dl className={styles.values}>
            {expected !== undefined && (
              <>
                <dt>deployed</dt>
                <dd>{expected}</dd>
              </>
            )}
            {observed !== undefined && (
              <>
                <dt>now</dt>
                <dd>{observed}</dd>
              </>
            )}
          </dl>
        )}
        <p className={styles.healing}>
          Healing: <CodeWords text={healing} />
        </p>
      </div>
    </li>
  );
}
