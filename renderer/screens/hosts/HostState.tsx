import type { JSX } from 'react';
import type { HostView } from '../../../shared/model/house.ts';
import { Mark } from '../../ui/Mark.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import styles from './HostState.module.css';

/** Where a host is, and whether it answers. */
export function HostState({ host }: { readonly host: HostView }): JSX.Element {
  const { endpoint, state, since } = host;
  return (
    <span className={styles.state}>
      <code>{endpoint}</code>
      {state === 'connecting' && (
        <span className={styles.words}>
          <Spinner size={12} /> connecting
        </span>
      )}
      {state === 'here' && (
        <span className={styles.words}>
          answers since <RelativeTime at={since} ago />
        </span>
      )}
      {state === 'away' && (
        <Mark tone="warn">
          away <RelativeTime at={since} />
        </Mark>
      )}
    </span>
  );
}
