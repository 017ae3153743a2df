import type { JSX } from 'react';
import type { Colour } from '../../../shared/model/colour.ts';
import { joinClasses } from '../../ui/join-classes.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import styles from './BerthMark.module.css';

export interface BerthMarkProps {
  readonly colour: Colour;
  readonly state: 'serving' | 'warm' | 'stopped';
  /** Instead of the colour's name, which then is only heard: `v15`. */
  readonly text?: string;
}

/** One berth in one word, drawn as on the board: filled while it serves, hatched while warm, dashed when stopped. */
export function BerthMark({ colour, state, text }: BerthMarkProps): JSX.Element {
  return (
    <span className={joinClasses(styles.berth, styles[colour], styles[state])} title={`${colour}, ${state}`}>
      {text === undefined ? colour : text}
      {text !== undefined && <VisuallyHidden> in {colour}</VisuallyHidden>}
      {state === 'serving' ? <VisuallyHidden> serving</VisuallyHidden> : ` ${state}`}
    </span>
  );
}
