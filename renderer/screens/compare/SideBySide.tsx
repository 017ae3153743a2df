import type { JSX, ReactNode } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import styles from './SideBySide.module.css';

export interface SideBySideRow {
  readonly name: string;
  readonly a: ReactNode;
  readonly b: ReactNode;
  readonly differs: boolean;
}

export interface SideBySideProps {
  readonly label: string;
  readonly heads: readonly [ReactNode, ReactNode];
  readonly rows: readonly SideBySideRow[];
}

/** Two things in two columns; what differs is marked. */
export function SideBySide({ label, heads, rows }: SideBySideProps): JSX.Element {
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <td />
          {heads.map((head, place) => (
            <th key={place} scope="col" className={styles.head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, a, b, differs }) => (
          <tr key={name} className={joinClasses(styles.row, differs && styles.differs)}>
            <th scope="row" className={styles.name}>
              {name}
              {differs && <Icon name="compare" size={11} label="differs" />}
            </th>
            <td className={styles.cell}>{a}</td>
            <td className={styles.cell}>{b}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
