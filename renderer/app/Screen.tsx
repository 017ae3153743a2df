import { use, useEffect, type JSX, type ReactNode } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { joinClasses } from '../ui/join-classes.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { ShellContext } from './shell-context.ts';
import styles from './Screen.module.css';

export interface ScreenProps {
  readonly title: string;
  /** Quiet words beside the title: `4 apps, 3 environments`. */
  readonly sub?: ReactNode;
  /** Buttons at the right end of the header. */
  readonly actions?: ReactNode;
  /** The content scrolls by itself: it gets the whole height and no padding of its own. */
  readonly fills?: boolean;
  readonly children: ReactNode;
}

/** The header of a screen and its content. */
export function Screen({ title, sub, actions, fills = false, children }: ScreenProps): JSX.Element {
  const { onFind } = use(ShellContext);
  useEffect(() => {
    document.title = `${title} · Twinberth`;
  }, [title]);
  return (
    <div className={styles.screen}>
      <header className={styles.header}>
        <h1 className={styles.title}>{title}</h1>
        {sub !== undefined && <span className={styles.sub}>{sub}</span>}
        <div className={styles.right}>
          {onFind !== undefined && (
            <button
              type="button"
              className={styles.find}
              aria-keyshortcuts="Control+K Meta+K"
              onClick={onFind}
            >
              <Icon name="search" size={14} />
              Find or do anything
              <Kbd keys={FIND_KEYS} />
            </button>
          )}
          {actions}
        </div>
      </header>
      <div className={joinClasses(styles.content, fills && styles.fills)}>{children}</div>
    </div>
  );
}

const FIND_KEYS = navigator.userAgent.includes('Mac') ? '⌘ K' : 'Ctrl K';
