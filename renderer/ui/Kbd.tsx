import type { JSX } from 'react';
import styles from './Kbd.module.css';

/** A key, or keys pressed together written with spaces between: `Ctrl K`. */
export function Kbd({ keys }: { readonly keys: string }): JSX.Element {
  return <kbd className={styles.kbd}>{keys}</kbd>;
}
