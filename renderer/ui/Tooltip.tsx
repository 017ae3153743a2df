import {
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type JSX,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { placePopup } from './place-popup.ts';
import styles from './Tooltip.module.css';

export interface TooltipProps {
  /** Left out: nothing is shown, and what is inside stays the same element when there is a text later. */
  readonly text?: string | undefined;
  /** One element that can have the focus, or has one inside. */
  readonly children: ReactNode;
  /** False where the text is the element's own accessible name, which need not be read twice. */
  readonly describes?: boolean;
}

/** A short text shown while its element is pointed at or focused; Escape hides it. */
export function Tooltip({ text, children, describes = true }: TooltipProps): JSX.Element {
  const [shown, setShown] = useState(false);
  const anchor = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const id = useId();

  useLayoutEffect(() => {
    const target = anchor.current?.firstElementChild;
    if (!shown || tip.current === null || !(target instanceof Element)) return;
    tip.current.showPopover();
    placePopup(target, tip.current, { side: 'above', align: 'centre' });
    if (!describes) return;
    target.setAttribute('aria-describedby', id);
    return () => target.removeAttribute('aria-describedby');
  }, [shown, text, describes, id]);

  const hideOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !shown || text === undefined) return;
    event.stopPropagation();
    setShown(false);
  };
  return (
    <span
      ref={anchor}
      className={styles.anchor}
      onMouseEnter={() => setShown(true)}
      onMouseLeave={() => setShown(false)}
      onFocus={(event) => setShown(event.target.matches(':focus-visible'))}
      onBlur={() => setShown(false)}
      onClick={() => setShown(false)}
      onKeyDown={hideOnEscape}
    >
      {children}
      {shown && text !== undefined && (
        <span ref={tip} id={id} role="tooltip" popover="manual" className={styles.tip}>
          {text}
        </span>
      )}
    </span>
  );
}
