import type { JSX } from 'react';
import styles from './Because.module.css';

/** Why each line of a proposed file is in it: what was found in the folder. */
export function Because({ lines }: { readonly lines: readonly string[] }): JSX.Element | null {
  if (lines.length === 0) return null;
  return (
    <section className={styles.because} aria-label="Why it says so">
      <h3>Why it says so</h3>
      <ul className={styles.list}>
        {lines.map((line) => {
          const colon = line.indexOf(': ');
          return (
            <li key={line}>
              {colon > 0 ? (
                <>
                  <code className={styles.key}>{line.slice(0, colon)}</code> {line.slice(colon + 2)}
                </>
              ) : (
                line
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
