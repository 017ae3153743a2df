import type { JSX, ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import type { IconName } from './icon-paths.ts';
import { joinClasses } from './join-classes.ts';
import styles from './Mark.module.css';

export interface MarkProps {
  readonly tone: 'warn' | 'bad' | 'quiet' | 'accent';
  /** Each tone has its own; false: none. */
  readonly icon?: IconName | false;
  readonly children: ReactNode;
}

const ICONS: Readonly<Record<MarkProps['tone'], IconName | false>> = {
  warn: 'triangle',
  bad: 'cross',
  quiet: false,
  accent: false,
};

/** A state in one or two words: `drift 2`, `failing 2 min`, `withdrawn`. */
export function Mark({ tone, icon = ICONS[tone], children }: MarkProps): JSX.Element {
  return (
    <span className={joinClasses(styles.mark, styles[tone], icon !== false && styles.withIcon)}>
      {icon !== false && <Icon name={icon} size={11} />}
      {children}
    </span>
  );
}
