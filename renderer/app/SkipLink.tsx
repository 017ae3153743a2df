import type { JSX, RefObject } from 'react';
import styles from './SkipLink.module.css';

/** Past the rail with one key. */
export function SkipLink({ target }: { readonly target: RefObject<HTMLElement | null> }): JSX.Element {
  return (
    <button type="button" className={styles.skip} onClick={() => target.current?.focus()}>
      Skip to content
    </button>
  );
}
