import { useId, useRef, useState, type JSX, type KeyboardEvent } from 'react';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { IconButton } from './IconButton.tsx';
import type { IconName } from './icon-paths.ts';
import { MenuList, type MenuEntry } from './MenuList.tsx';

export interface MenuProps {
  /** What the menu is about: `Actions for web in prod`. */
  readonly label: string;
  /** A function is asked each time the list opens. */
  readonly entries: readonly MenuEntry[] | (() => readonly MenuEntry[]);
  /** A button with words; without, a button with an icon. */
  readonly text?: string;
  readonly icon?: IconName;
  readonly size?: 'medium' | 'small';
  /** To which edge of the button the list keeps. */
  readonly align?: 'start' | 'end';
  /** -1 where arrow keys lead to it, not Tab. */
  readonly tabIndex?: 0 | -1;
}

/** A button that opens a list of actions. */
export function Menu(props: MenuProps): JSX.Element {
  const { label, entries, text, icon = 'dots', size, align = 'end', tabIndex } = props;
  const [open, setOpen] = useState<'first' | 'last' | false>(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const trigger = {
    ref: button,
    'aria-haspopup': 'menu' as const,
    'aria-expanded': open !== false,
    'aria-controls': open === false ? undefined : id,
    onClick: () => setOpen(open === false ? 'first' : false),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      setOpen(event.key === 'ArrowDown' ? 'first' : 'last');
    },
    ...(size === undefined ? {} : { size }),
    ...(tabIndex === undefined ? {} : { tabIndex }),
  };
  return (
    <>
      {text === undefined ? (
        <IconButton icon={icon} label={label} {...trigger} />
      ) : (
        <Button {...trigger}>
          {text}
          <Icon name="chevronDown" size={13} />
        </Button>
      )}
      {open !== false && (
        <MenuList
          id={id}
          label={label}
          entries={typeof entries === 'function' ? entries() : entries}
          anchor={button}
          align={align}
          startAt={open}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
