import type { JSX, ReactNode } from 'react';
import styles from './VisuallyHidden.module.css';

/** Words for a screen reader that the eye gets in another way. */
export function VisuallyHidden({ children }: { readonly children: ReactNode }): JSX.Element {
  return <span className={styles.hidden}>{children}</span>;
}
