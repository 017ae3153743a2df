import type { JSX } from 'react';
import type { DoctorView } from '../../../shared/model/doctor-view.ts';
import { CodeWords } from '../../ui/CodeWords.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { Mark } from '../../ui/Mark.tsx';
import styles from './DoctorFinding.module.css';

const LOOKS = {
  ok: { icon: 'check', word: 'well' },
  warning: { icon: 'triangle', word: 'warning' },
  problem: { icon: 'cross', word: 'problem' },
} as const;

/** One thing that was looked at, and the way out where something is wrong. */
export function DoctorFinding({
  finding: { level, what, wayOut, fixed },
}: {
  readonly finding: DoctorView['findings'][number];
}): JSX.Element {
  const { icon, word } = LOOKS[level];
  return (
    <li className={styles.finding}>
      <span className={joinClasses(styles.icon, styles[level])}>
        <Icon name={icon} size={13} label={word} />
      </span>
      <div className={styles.words}>
        <p>
          <CodeWords text={what} /> {fixed === true && <Mark tone="accent">mended</Mark>}
        </p>
        {wayOut !== undefined && (
          <p className={styles.way}>
            <CodeWords text={wayOut} />
          </p>
        )}
      </div>
    </li>
  );
}
