import type { ComponentPropsWithRef, JSX, MouseEvent } from 'react';
import { Icon } from './Icon.tsx';
import type { IconName } from './icon-paths.ts';
import { joinClasses } from './join-classes.ts';
import { Kbd } from './Kbd.tsx';
import { Spinner } from './Spinner.tsx';
import { Tooltip } from './Tooltip.tsx';
import styles from './Button.module.css';

export interface ButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'className' | 'disabled'> {
  readonly variant?: 'default' | 'primary' | 'danger' | 'quiet';
  readonly size?: 'medium' | 'small';
  readonly icon?: IconName;
  /** The key that does the same, shown beside the label. */
  readonly kbd?: string;
  /** It was pressed and is being done: keeps its size, takes no second press. */
  readonly busy?: boolean;
  /** Why it cannot be pressed now. It stays reachable, so that everybody can learn the reason. */
  readonly unavailable?: string | undefined;
}

export function Button({
  variant = 'default',
  size = 'medium',
  icon,
  kbd,
  busy = false,
  unavailable,
  onClick,
  children,
  ...rest
}: ButtonProps): JSX.Element {
  const idle = !busy && unavailable === undefined;
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    if (idle) onClick?.(event);
    else event.preventDefault();
  };
  const button = (
    <button
      type="button"
      {...rest}
      className={joinClasses(styles.button, styles[variant], styles[size], busy && styles.busy)}
      aria-disabled={!idle || undefined}
      aria-busy={busy || undefined}
      onClick={press}
    >
      {icon !== undefined && <Icon name={icon} size={size === 'small' ? 13 : 15} />}
      <span className={styles.label}>{children}</span>
      {kbd !== undefined && (
        <span aria-hidden>
          <Kbd keys={kbd} />
        </span>
      )}
      {busy && (
        <span className={styles.spinner}>
          <Spinner />
        </span>
      )}
    </button>
  );
  // Always inside: a button that were made anew when it becomes unavailable would lose the focus.
  return <Tooltip text={unavailable}>{button}</Tooltip>;
}
