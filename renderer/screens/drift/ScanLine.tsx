import { use, useState, type JSX } from 'react';
import { formatCount } from '../../format/format-count.ts';
import { useHouse } from '../../store/use-house.ts';
import { ElapsedTime } from '../../ui/ElapsedTime.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { TickingClockContext } from '../../ui/ticking-clock.ts';
import styles from './ScanLine.module.css';

/** A scan that runs, since when. */
export function ScanLine(): JSX.Element {
  const clock = use(TickingClockContext);
  const [since] = useState(() => clock.now());
  const count = useHouse(
    (state) => Object.values(state.placements).filter(({ health }) => health !== 'empty').length,
  );
  return (
    <div className={styles.line} role="status">
      <Progress
        label={`Comparing ${formatCount(count, 'placement')} with what was deployed`}
        detail={<ElapsedTime since={since} />}
      />
    </div>
  );
}
