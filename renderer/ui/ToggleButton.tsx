import type { ComponentPropsWithRef, JSX, ReactNode } from 'react';
import { joinClasses } from './join-classes.ts';
import styles from './ToggleButton.module.css';

export interface ToggleButtonProps extends Omit<
  ComponentPropsWithRef<'button'>,
  'className' | 'children' | 'disabled' | 'aria-pressed' | 'onToggle'
> {
  readonly pressed: boolean;
  readonly onToggle: (pressed: boolean) => void;
  /** In the monospaced face: signs such as `.*`. */
  readonly mono?: boolean;
  readonly children: ReactNode;
}

/** A way of showing things that is on or off, in a row of such; what changes something that lasts is a Switch. */
export function ToggleButton({
  pressed,
  onToggle,
  mono = false,
  children,
  ...rest
}: ToggleButtonProps): JSX.Element {
  return (
    <button
      type="button"
      {...rest}
      className={joinClasses(styles.toggle, mono && styles.mono)}
      aria-pressed={pressed}
      onClick={() => onToggle(!pressed)}
    >
      {children}
    </button>
  );
}
