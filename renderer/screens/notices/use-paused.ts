import { useHouse } from '../../store/use-house.ts';
import { useClockText } from '../../ui/use-clock-text.ts';

/** Until when notifications are silent, milliseconds since 1970; undefined when they are not. Ends by itself. */
export function usePaused(): number | undefined {
  const until = useHouse((state) => state.preferences.pausedUntil) ?? 0;
  const pausing = useClockText((now) => (until > now ? 'paused' : '')) !== '';
  return pausing ? until : undefined;
}
