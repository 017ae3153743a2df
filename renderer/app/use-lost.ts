import { useHouse } from '../store/use-house.ts';
import { useClockText } from '../ui/use-clock-text.ts';

/** What is lost for less than this and back again is nobody's concern; nothing should flash for it. */
const WORTH_A_WORD_MS = 1000;

/** Since when the way to Twinberth has been lost, milliseconds since 1970; undefined while it is there. */
export function useLost(): number | undefined {
  const since = useHouse(({ link }) => (link.state === 'stale' ? link.since : undefined));
  const long = useClockText((now) => (since !== undefined && now - since >= WORTH_A_WORD_MS ? 'long' : ''));
  return long === '' ? undefined : since;
}
