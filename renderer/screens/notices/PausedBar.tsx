import type { JSX } from 'react';
import { formatClockTime, formatMoment } from '../../format/format-moment.ts';
import { useBridge } from '../../store/use-house.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useClockText } from '../../ui/use-clock-text.ts';
import { dayOf } from './name-day.ts';
import styles from './PausedBar.module.css';
import { pauseNotices } from './pause-notices.ts';
import { usePaused } from './use-paused.ts';

/** That nothing is told aloud at the moment, until when, and the way back. */
export function PausedBar(): JSX.Element | null {
  const bridge = useBridge();
  const until = usePaused();
  const today = useClockText(dayOf);
  if (until === undefined) return null;
  const moment = dayOf(until) === today ? formatClockTime(until) : formatMoment(until);
  return (
    <div className={styles.bar} role="status">
      <Icon name="pause" size={13} />
      <p>
        Notifications are paused until {moment.slice(0, -3)} (<RelativeTime at={until} />
        ). What happens is listed here meanwhile.
      </p>
      <Button size="small" icon="bell" onClick={() => void pauseNotices(bridge, null)}>
        Resume
      </Button>
    </div>
  );
}
