import {
  use,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  type JSX,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { createPortal } from 'react-dom';
import { IconButton } from './IconButton.tsx';
import { ignoreHeldEnter } from './ignore-held-enter.ts';
import { listFocusable } from './list-focusable.ts';
import { SheetPlaceContext } from './sheet-place.ts';
import styles from './Sheet.module.css';

export interface SheetProps {
  readonly title: string;
  readonly sub?: ReactNode;
  /** Escape, and the cross. */
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons. The one with `data-autofocus` has the focus when the sheet opens, so that Enter presses it. */
  readonly footer?: ReactNode;
  /** False: the rest of the window stays in reach, for a sheet to look at while working. */
  readonly modal?: boolean;
}

/** A sheet beside the content, which makes room for it and stays in sight. */
export function Sheet({
  title,
  sub,
  onClose,
  children,
  footer,
  modal = true,
}: SheetProps): JSX.Element | null {
  const { element, hold } = use(SheetPlaceContext);
  const sheet = useRef<HTMLDivElement>(null);
  const heading = useId();
  const close = useEffectEvent(onClose);

  useEffect(() => {
    if (sheet.current === null) return;
    return takeFocus(sheet.current, modal ? hold : () => () => undefined);
  }, [element, hold, modal]);
  useEffect(() => {
    // Wherever the focus went meanwhile: Escape leaves, unless something inside has used it.
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || !isOnTop(sheet.current)) return;
      event.preventDefault();
      close();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  const content = (
    <div
      ref={sheet}
      className={styles.sheet}
      role="dialog"
      aria-modal={modal || undefined}
      aria-labelledby={heading}
      tabIndex={-1}
      onKeyDownCapture={ignoreHeldEnter}
      onKeyDown={modal ? keepTabInside : undefined}
    >
      <div className={styles.head}>
        <div>
          <h2 id={heading}>{title}</h2>
          {sub !== undefined && <div className={styles.sub}>{sub}</div>}
        </div>
        <IconButton icon="cross" label="Close" onClick={onClose} />
      </div>
      <div className={styles.body}>{children}</div>
      {footer !== undefined && <div className={styles.footer}>{footer}</div>}
    </div>
  );
  return element === null ? content : createPortal(content, element);
}

/** Moves the focus into the sheet, and at the end back to where it was. */
function takeFocus(sheet: HTMLElement, hold: () => () => void): () => void {
  const before = document.activeElement;
  const release = hold();
  (sheet.querySelector<HTMLElement>('[data-autofocus]') ?? sheet).focus();
  return () => {
    release();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  };
}

/** One Escape leaves one thing: a modal dialog first, then the sheet that was opened last. */
function isOnTop(sheet: HTMLElement | null): boolean {
  if (document.querySelector('dialog:modal') !== null) return false;
  return [...document.querySelectorAll('[role=dialog]:not(dialog, [popover])')].at(-1) === sheet;
}

function keepTabInside(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Tab') return;
  const reachable = listFocusable(event.currentTarget);
  const [first, last] = [reachable[0], reachable.at(-1)];
  const leaving = event.shiftKey ? [first, event.currentTarget] : [last];
  if (!leaving.includes(document.activeElement as HTMLElement)) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
