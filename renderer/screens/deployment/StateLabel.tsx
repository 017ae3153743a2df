import type { JSX } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import type { StateWords } from './describe-state.ts';
import styles from './StateLabel.module.css';

/** How something ended, as an icon and words. */
export function StateLabel({ words: { icon, tone, text } }: { readonly words: StateWords }): JSX.Element {
  return (
    <span className={joinClasses(styles.label, styles[tone])}>
      <Icon name={icon} size={12} />
      {text}
    </span>
  );
}
