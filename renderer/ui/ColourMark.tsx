import type { JSX } from 'react';
import type { Colour } from '../../shared/model/colour.ts';
import { joinClasses } from './join-classes.ts';
import styles from './ColourMark.module.css';

/** The name of a berth in its own colour, for running text and tables. */
export function ColourMark({ colour }: { readonly colour: Colour }): JSX.Element {
  return <span className={joinClasses(styles.colour, styles[colour])}>{colour}</span>;
}
