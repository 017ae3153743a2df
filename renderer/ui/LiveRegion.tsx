import type { JSX } from 'react';
import { useAnnouncement } from './announce.ts';
import { VisuallyHidden } from './VisuallyHidden.tsx';

/** Where announce() is heard; once in a window. */
export function LiveRegion(): JSX.Element {
  const { polite, urgent } = useAnnouncement();
  return (
    <VisuallyHidden>
      <span role="status">{polite}</span>
      <span role="alert">{urgent}</span>
    </VisuallyHidden>
  );
}
