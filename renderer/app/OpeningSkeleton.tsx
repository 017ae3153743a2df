import type { JSX } from 'react';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import styles from './OpeningSkeleton.module.css';

/** Where the screen will be, until the house is known: the places of its header and its surfaces, and no guess at more. */
export function OpeningSkeleton(): JSX.Element {
  return (
    <div className={styles.screen}>
      <div role="status">
        <VisuallyHidden>Opening</VisuallyHidden>
      </div>
      <div className={styles.header} aria-hidden>
        <span className={styles.title} />
        <span className={styles.find} />
      </div>
      <div className={styles.content} aria-hidden>
        <span className={styles.surface} />
        <span className={styles.surface} />
        <span className={styles.surface} />
      </div>
    </div>
  );
}
