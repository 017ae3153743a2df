import type { JSX } from 'react';
import type { ReleaseChange } from '../../../shared/model/release-views.ts';
import { DiffList } from '../../ui/DiffList.tsx';
import styles from './ReleaseChanges.module.css';

const TITLES: Readonly<Record<ReleaseChange['what'], string>> = {
  base: 'Base images',
  variable: 'Variables',
  label: 'Labels',
  port: 'Ports',
  volume: 'Volumes',
  command: 'Command',
  user: 'User',
  workingDir: 'Working directory',
  input: 'Build',
};

/** What differs between two releases, by what it is. */
export function ReleaseChanges({ changes }: { readonly changes: readonly ReleaseChange[] }): JSX.Element {
  if (changes.length === 0) return <p>Nothing that the images say of themselves differs.</p>;
  return (
    <>
      {Object.entries(TITLES).map(([what, title]) => {
        const of = changes.filter((change) => change.what === what);
        return (
          of.length > 0 && (
            <section key={what}>
              <h3 className={styles.title}>{title}</h3>
              <DiffList differences={of} />
            </section>
          )
        );
      })}
    </>
  );
}
