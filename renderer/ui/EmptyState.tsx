import type { JSX, ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import type { IconName } from './icon-paths.ts';
import styles from './EmptyState.module.css';

export interface EmptyStateProps {
  readonly title: string;
  readonly icon?: IconName;
  /** What to do next, in a sentence. */
  readonly children: ReactNode;
  /** The button or link that does it. */
  readonly action?: ReactNode;
}

/** Nothing here yet, and what would bring something here. */
export function EmptyState({ title, icon, children, action }: EmptyStateProps): JSX.Element {
  return (
    <div className={styles.empty}>
      {icon !== undefined && (
        <span className={styles.icon}>
          <Icon name={icon} size={22} />
        </span>
      )}
      <h2 className={styles.title}>{title}</h2>
      <div className={styles.text}>{children}</div>
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}
