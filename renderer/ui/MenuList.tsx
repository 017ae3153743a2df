import {
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  type JSX,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { Icon } from './Icon.tsx';
import type { IconName } from './icon-paths.ts';
import { joinClasses } from './join-classes.ts';
import { Kbd } from './Kbd.tsx';
import { moveInMenu } from './move-in-menu.ts';
import { placePopup } from './place-popup.ts';
import styles from './MenuList.module.css';

export interface MenuItem {
  readonly label: string;
  readonly icon?: IconName;
  readonly kbd?: string;
  readonly destructive?: boolean;
  /** Why it cannot be chosen now; shown below the label. */
  readonly unavailable?: string | undefined;
  readonly onSelect: () => void;
}

export type MenuEntry = MenuItem | 'separator';

export interface MenuListProps {
  readonly id: string;
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** What opened it and gets the focus back. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly align: 'start' | 'end';
  readonly startAt: 'first' | 'last';
  readonly onClose: () => void;
}

/** The open list of a menu. Mostly wanted by way of Menu. */
export function MenuList(props: MenuListProps): JSX.Element {
  const { id, label, entries, anchor, align, startAt, onClose } = props;
  const list = useRef<HTMLDivElement>(null);
  const close = useEffectEvent(onClose);

  useLayoutEffect(() => {
    if (list.current === null || anchor.current === null) return;
    list.current.showPopover();
    placePopup(anchor.current, list.current, { side: 'below', align });
    const items = list.current.querySelectorAll<HTMLElement>('[role=menuitem]');
    items[startAt === 'first' ? 0 : items.length - 1]?.focus();
  }, [anchor, align, startAt]);
  useEffect(() => {
    const onPress = (event: PointerEvent): void => {
      const inside = [list.current, anchor.current].some((element) =>
        element?.contains(event.target as Node),
      );
      if (!inside) close();
    };
    document.addEventListener('pointerdown', onPress, true);
    return () => document.removeEventListener('pointerdown', onPress, true);
  }, [anchor]);

  const leave = (): void => {
    anchor.current?.focus();
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    event.stopPropagation();
    if (event.key === 'Tab') onClose();
    if (event.key === 'Escape') {
      event.preventDefault();
      leave();
    }
    if (moveInMenu(event.currentTarget, event.key)) event.preventDefault();
  };
  return (
    <div
      ref={list}
      id={id}
      popover="manual"
      role="menu"
      aria-label={label}
      className={styles.list}
      onKeyDown={onKeyDown}
    >
      {entries.map((entry, place) =>
        entry === 'separator' ? (
          <hr key={place} className={styles.separator} />
        ) : (
          <Item
            key={entry.label}
            item={entry}
            onSelect={() => {
              leave();
              entry.onSelect();
            }}
          />
        ),
      )}
    </div>
  );
}

function Item({ item, onSelect }: { readonly item: MenuItem; readonly onSelect: () => void }): JSX.Element {
  const reason = useId();
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className={joinClasses(styles.item, item.destructive === true && styles.destructive)}
      aria-label={item.label}
      aria-describedby={item.unavailable === undefined ? undefined : reason}
      aria-disabled={item.unavailable !== undefined || undefined}
      onClick={item.unavailable === undefined ? onSelect : undefined}
      onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
    >
      {item.icon === undefined ? <span /> : <Icon name={item.icon} size={15} />}
      <span>
        {item.label}
        {item.unavailable !== undefined && (
          <span id={reason} className={styles.reason}>
            {item.unavailable}
          </span>
        )}
      </span>
      {item.kbd !== undefined && <Kbd keys={item.kbd} />}
    </button>
  );
}
