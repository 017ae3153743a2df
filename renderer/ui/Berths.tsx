import type { JSX } from 'react';
import type { Colour } from '../../shared/model/colour.ts';
import { joinClasses } from './join-classes.ts';
import styles from './Berths.module.css';

export interface BerthView {
  readonly state: 'empty' | 'serving' | 'warm' | 'stopped' | 'starting';
  /** The version that lies there, `v16`. */
  readonly version?: string | undefined;
}

export interface BerthsProps {
  /** To which side the gate is open. */
  readonly active?: Colour | undefined;
  readonly blue: BerthView;
  readonly green: BerthView;
}

/** The two berths of a placement, and between them the gate that leans away from the one it is open to. */
export function Berths({ active, blue, green }: BerthsProps): JSX.Element {
  const name = `${spoken('blue', blue)}; ${spoken('green', green)}; ${
    active === undefined ? 'the gate is closed' : `the gate is open to ${active}`
  }`;
  return (
    <div className={styles.berths} role="img" aria-label={name}>
      <Berth colour="blue" berth={blue} other={green} />
      <Gate active={active} />
      <Berth colour="green" berth={green} other={blue} />
    </div>
  );
}

function spoken(colour: Colour, { state, version }: BerthView): string {
  return version === undefined ? `${colour} ${state}` : `${colour} ${state} ${version}`;
}

function Berth({
  colour,
  berth,
  other,
}: {
  readonly colour: Colour;
  readonly berth: BerthView;
  readonly other: BerthView;
}): JSX.Element {
  return (
    <span className={joinClasses(styles.berth, styles[colour], styles[berth.state])}>
      <span className={styles.word}>{shown(colour, berth, other)}</span>
      {berth.version !== undefined && <span className={styles.version}>{berth.version}</span>}
    </span>
  );
}

/** The berth that serves is called by its colour; next to one that is starting, what counts is that it still serves. */
function shown(colour: Colour, berth: BerthView, other: BerthView): string {
  if (berth.state !== 'serving') return berth.state;
  return other.state === 'starting' ? 'serving' : colour;
}

function Gate({ active }: { readonly active: Colour | undefined }): JSX.Element {
  return (
    <span className={styles.gate}>
      <svg width="10" height="20" viewBox="0 0 10 20">
        <path
          className={joinClasses(
            styles.bar,
            active === 'blue' && styles.toBlue,
            active === 'green' && styles.toGreen,
          )}
          d="M5 1v18"
        />
      </svg>
    </span>
  );
}
