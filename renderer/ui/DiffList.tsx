import type { JSX } from 'react';
import styles from './DiffList.module.css';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed';
  /** `LOG_LEVEL` */
  readonly name: string;
  /** What it was; never the value of a secret. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  /** Instead of values: `secret, changed`. */
  readonly note?: string | undefined;
}

const SIGNS: Readonly<Record<Difference['kind'], string>> = { added: '+', removed: '−', changed: '~' };

/** What differs between two configurations, a line each. */
export function DiffList({ differences }: { readonly differences: readonly Difference[] }): JSX.Element {
  return (
    <ul className={styles.diff}>
      {differences.map((one) => (
        <li key={`${one.kind} ${one.name}`}>
          <span aria-hidden>{SIGNS[one.kind]}</span>
          <VisuallyHidden>{one.kind}</VisuallyHidden> {one.name}
          <Values difference={one} />
        </li>
      ))}
    </ul>
  );
}

function Values({ difference: { before, after, note } }: { readonly difference: Difference }): JSX.Element {
  if (note !== undefined) return <span className={styles.quiet}> {note}</span>;
  return (
    <>
      {before !== undefined && <span className={styles.quiet}> {before}</span>}
      {before !== undefined && after !== undefined && <span className={styles.arrow}> →</span>}
      {after !== undefined && <span>{before === undefined ? `=${after}` : ` ${after}`}</span>}
    </>
  );
}
