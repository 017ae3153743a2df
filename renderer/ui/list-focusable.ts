const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex]';

/** What the Tab key reaches inside an element, in order. */
export function listFocusable(inside: HTMLElement): HTMLElement[] {
  return [...inside.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility(),
  );
}
