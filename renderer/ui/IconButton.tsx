import type { ComponentPropsWithRef, JSX } from 'react';
import { Icon } from './Icon.tsx';
import type { IconName } from './icon-paths.ts';
import { joinClasses } from './join-classes.ts';
import { Spinner } from './Spinner.tsx';
import { Tooltip } from './Tooltip.tsx';
import styles from './IconButton.module.css';

export interface IconButtonProps extends Omit<
  ComponentPropsWithRef<'button'>,
  'className' | 'children' | 'disabled' | 'aria-label'
> {
  readonly icon: IconName;
  /** What it does: its accessible name, and shown as a tooltip. */
  readonly label: string;
  readonly size?: 'medium' | 'small';
  /** With a border, where it stands among other controls. */
  readonly bordered?: boolean;
  /** For one that stays pressed. */
  readonly pressed?: boolean;
  readonly busy?: boolean;
  /** Why it cannot be pressed now. */
  readonly unavailable?: string | undefined;
}

export function IconButton({
  icon,
  label,
  size = 'medium',
  bordered = false,
  pressed,
  busy = false,
  unavailable,
  onClick,
  ...rest
}: IconButtonProps): JSX.Element {
  const idle = !busy && unavailable === undefined;
  const edge = size === 'small' ? 14 : 16;
  return (
    <Tooltip
      text={unavailable === undefined ? label : `${label}: ${unavailable}`}
      describes={unavailable !== undefined}
    >
      <button
        type="button"
        {...rest}
        className={joinClasses(styles.button, styles[size], bordered && styles.bordered)}
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={!idle || undefined}
        aria-busy={busy || undefined}
        onClick={idle ? onClick : undefined}
      >
        {busy ? <Spinner size={edge} /> : <Icon name={icon} size={edge} />}
      </button>
    </Tooltip>
  );
}
