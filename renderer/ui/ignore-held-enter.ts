import type { KeyboardEvent } from 'react';

/** The key that opened what has the focus now may still be held down: only a new press of it confirms. */
export function ignoreHeldEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.repeat) event.preventDefault();
}
