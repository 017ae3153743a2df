import { create } from 'zustand';

interface Announcement {
  readonly polite: string;
  readonly urgent: string;
}

/** What a screen reader is told next; LiveRegion holds it. */
export const useAnnouncement = create<Announcement>(() => ({ polite: '', urgent: '' }));

/**
 * Says something to who cannot see it happen: a card was picked up, a deployment has ended.
 * @param urgent interrupts what is being read
 */
export function announce(text: string, { urgent = false }: { readonly urgent?: boolean } = {}): void {
  const key = urgent ? 'urgent' : 'polite';
  // The same words again are only read out when they differ, which a trailing space makes them do.
  useAnnouncement.setState((before) => ({ [key]: before[key] === text ? `${text} ` : text }));
}
