import { useState, type JSX } from 'react';
import type { ConfigChange } from '../../shared/model/plan.ts';
import { formatCount } from '../format/format-count.ts';
import { Button } from '../ui/Button.tsx';
import { DiffList, type Difference } from '../ui/DiffList.tsx';
import styles from './ConfigDifference.module.css';

/** More lines than this are folded: what else the sheet says must stay in reach. */
const SHOWN = 8;

export interface ConfigDifferenceProps {
  readonly changes: readonly ConfigChange[];
  /** Nothing runs there yet, so that everything is new. */
  readonly first: boolean;
}

/** What the configuration changes; the values of secrets are in no change. */
export function ConfigDifference({ changes, first }: ConfigDifferenceProps): JSX.Element {
  const [open, setOpen] = useState(false);
  if (changes.length === 0) return <p className={styles.same}>The configuration stays as it is.</p>;
  const folded = first ? 0 : SHOWN;
  const shown = open ? changes : changes.slice(0, folded);
  return (
    <section className={styles.difference} aria-label="Configuration difference">
      <h3 className={styles.title}>
        Configuration
        <span>{first ? `${formatCount(changes.length, 'setting')}, all new` : countKinds(changes)}</span>
      </h3>
      {shown.length > 0 && (
        <div className={open ? styles.all : undefined} {...(open ? { tabIndex: 0 } : {})}>
          <DiffList differences={shown.map(toDifference)} />
        </div>
      )}
      {changes.length > folded && (
        <Button variant="quiet" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Show fewer' : `Show all ${formatCount(changes.length, 'change')}`}
        </Button>
      )}
    </section>
  );
}

/** Variables stand for themselves; of the rest one wants to know what it is. */
function toDifference({ kind, what, name, before, after }: ConfigChange): Difference {
  const called = what === 'variable' || what === name ? name : `${what} ${name}`;
  return { kind, name: called, before, after };
}

function countKinds(changes: readonly ConfigChange[]): string {
  return (['added', 'changed', 'removed'] as const)
    .map((kind) => [changes.filter((change) => change.kind === kind).length, kind] as const)
    .filter(([count]) => count > 0)
    .map(([count, kind]) => `${count} ${kind}`)
    .join(', ');
}
