import { useEffect, useState, type JSX } from 'react';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { IconButton } from './IconButton.tsx';
import { joinClasses } from './join-classes.ts';
import { closeToast, useToasts, type Toast } from './show-toast.ts';
import styles from './ToastHost.module.css';

const SHOWN_FOR_MS = 7000;

/** Where toasts appear; once in a window. */
export function ToastHost(): JSX.Element {
  const toasts = useToasts();
  return (
    <section className={styles.host} aria-label="Messages">
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function OneToast({ toast }: { readonly toast: Toast }): JSX.Element {
  // Nobody loses what they are reading or about to press.
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const goes = toast.tone !== 'bad' && !pointed && !focused;

  useEffect(() => {
    if (!goes) return;
    const timer = setTimeout(() => closeToast(toast.id), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [goes, toast.id]);

  const { action } = toast;
  return (
    <div
      className={joinClasses(styles.toast, styles[toast.tone])}
      onMouseEnter={() => setPointed(true)}
      onMouseLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <span className={styles.icon}>
        <Icon name={({ quiet: 'check', warn: 'triangle', bad: 'cross' } as const)[toast.tone]} />
      </span>
      <span>{toast.text}</span>
      {action !== undefined && (
        <Button
          size="small"
          onClick={() => {
            closeToast(toast.id);
            action.onAct();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon="cross" size="small" label="Close message" onClick={() => closeToast(toast.id)} />
    </div>
  );
}
