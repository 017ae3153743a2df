import { useId, type JSX, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import { useModal } from './use-modal.ts';
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
  const modal = useModal(onCancel);
  const id = useId();

  return (
    <dialog
      {...modal}
      className={styles.dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
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
