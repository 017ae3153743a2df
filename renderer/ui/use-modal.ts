import { useEffect, useRef, type KeyboardEvent, type RefObject, type SyntheticEvent } from 'react';
import { ignoreHeldEnter } from './ignore-held-enter.ts';

/** What a dialog element is given. */
export interface ModalProps {
  readonly ref: RefObject<HTMLDialogElement | null>;
  readonly onKeyDownCapture: (event: KeyboardEvent) => void;
  readonly onCancel: (event: SyntheticEvent<HTMLDialogElement>) => void;
  readonly onClose: (event: SyntheticEvent<HTMLDialogElement>) => void;
}

/**
 * Opens a dialog over everything, gives the focus to what is marked with data-autofocus in it, and gives it back at the end.
 * @param onLeave Escape was pressed, or the browser closed it
 */
export function useModal(onLeave: () => void): ModalProps {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = ref.current;
    const before = document.activeElement;
    element?.showModal();
    element?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return {
    ref,
    onKeyDownCapture: ignoreHeldEnter,
    onCancel: (event) => {
      event.preventDefault();
      onLeave();
    },
    // A browser lets a second Escape close a dialog whatever its page wants. It tells of a close later: one that was opened
    // again meanwhile (React's strict mode runs every effect twice) has not been left.
    onClose: ({ target }) => {
      if (target === ref.current && !ref.current.open) onLeave();
    },
  };
}
