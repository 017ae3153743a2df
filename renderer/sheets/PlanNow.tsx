import type { JSX } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import styles from './PlanContent.module.css';
import type { PlanInSight } from './use-plan.ts';

/** Somebody is at work there at this moment: who, since when, at what. */
export function PlanNow({
  sight: { live, placement },
}: {
  readonly sight: Pick<PlanInSight, 'live' | 'placement'>;
}): JSX.Element | null {
  if (live !== undefined) {
    const { version, by, startedAt } = live.deployment;
    return (
      <p className={styles.warning} role="status">
        <Icon name="lock" size={13} />
        <span>
          v{version} is being deployed there by {by}, begun <RelativeTime at={startedAt} ago />. What is
          confirmed now is refused until that is over.
        </span>
      </p>
    );
  }
  const lock = placement?.lock;
  if (lock === undefined) return null;
  return (
    <p className={styles.warning} role="status">
      <Icon name="lock" size={13} />
      <span>
        {lock.by} holds the lock since <RelativeTime at={lock.since} />: {lock.purpose}.
      </span>
    </p>
  );
}
