import type { JSX } from 'react';
import { formatMoment } from '../../format/format-moment.ts';
import { useBridge } from '../../store/use-house.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import styles from './PausedBar.module.css';
import { pauseNotices } from './pause-notices.ts';
import { usePaused } from './use-paused.ts';

/** That nothing is told aloud at the moment, until when, and the way back. */
export function PausedBar(): JSX.Element | null {
  const bridge = useBridge();
  const until = usePaused();
  if (until === undefined) return null;
  return (
    <div className={styles.bar} role="status">
      <Icon name="pause" size={13} />
      <p>
        Notifications are paused until {formatMoment(until).slice(0, -3)} (<RelativeTime at={until} />
        ). What happens is listed here meanwhile.
      </p>
      <Button size="small" icon="bell" onClick={() => void pauseNotices(bridge, null)}>
        Resume
      </Button>
    </div>
  );
}
