import type { JSX } from 'react';
import type { Orphan } from '../../../shared/model/storage.ts';
import styles from './OrphanList.module.css';

/** Containers, networks and volumes of ours that nothing deployed explains, and what may become of each. */
export function OrphanList({ orphans }: { readonly orphans: readonly Orphan[] }): JSX.Element {
  return (
    <ul className={styles.list}>
      {orphans.map((orphan) => (
        <li key={orphan.id} className={styles.orphan}>
          <span className={styles.kind}>{orphan.kind}</span>
          <code>{orphan.name}</code>
          <span className={styles.fate}>{fateOf(orphan)}</span>
        </li>
      ))}
    </ul>
  );
}

function fateOf({ kind, removable, owner }: Orphan): string {
  if (kind === 'volume') return 'data: never removed';
  return removable ? 'goes with the option for orphans' : `made by ${owner}, not in this history: stays`;
}
