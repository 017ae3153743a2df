import { useEffect, useId, useRef, type JSX, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import styles from './Dialog.module.css';

export interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** What pressing it does, as a verb: `Remove host`. */
  readonly confirm: string;
  readonly onConfirm: () => void;
  /** Escape, and Cancel. */
  readonly onCancel: () => void;
  /** Something is lost: the button is red, and Cancel is what Enter presses. */
  readonly destructive?: boolean;
  /** It was confirmed and is being done. */
  readonly busy?: boolean;
  /** Why it cannot be confirmed yet. */
  readonly unavailable?: string | undefined;
}

/** A question that has to be answered before anything else. */
export function Dialog(props: DialogProps): JSX.Element {
  const {
    title,
    children,
    confirm,
    onConfirm,
    onCancel,
    destructive = false,
    busy = false,
    unavailable,
  } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    element?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
      // A browser lets a second Escape close a dialog whatever its page wants.
      onClose={(event) => {
        if (event.target === dialog.current) onCancel();
      }}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      <div id={`${id}-text`} className={styles.text}>
        {children}
      </div>
      <div className={styles.actions}>
        <Button onClick={onCancel} kbd="Esc" data-autofocus={destructive || undefined}>
          Cancel
        </Button>
        <Button
          variant={destructive ? 'danger' : 'primary'}
          busy={busy}
          unavailable={unavailable}
          onClick={onConfirm}
          data-autofocus={!destructive || undefined}
        >
          {confirm}
        </Button>
      </div>
    </dialog>
  );
}
