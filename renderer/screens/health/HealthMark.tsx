import type { JSX } from 'react';
import type { PlacementHealth } from '../../../shared/model/health-views.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { healthWord } from './health-word.ts';
import styles from './HealthMark.module.css';

/** A health in a word with its sign; what is well is quiet. */
export function HealthMark({ health }: { readonly health: PlacementHealth }): JSX.Element {
  const word = healthWord(health);
  if (health === 'well')
    return (
      <span className={styles.well}>
        <Icon name="check" size={12} />
        {word}
      </span>
    );
  if (health === 'empty') return <Mark tone="quiet">{word}</Mark>;
  return <Mark tone={health === 'down' || health === 'gone' ? 'bad' : 'warn'}>{word}</Mark>;
}
