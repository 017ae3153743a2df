import type { JSX } from 'react';
import type { HostView } from '../../../shared/model/house.ts';
import { RouteLink } from '../../app/RouteLink.tsx';
import { formatBytes } from '../../format/format-bytes.ts';
import { useQuery } from '../../store/use-query.ts';
import { Facts } from '../../ui/Facts.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import styles from './HostDisk.module.css';

/** What an engine holds, asked apart because a full host takes its time to count. */
export function HostDisk({ host }: { readonly host: HostView }): JSX.Element {
  const usage = useQuery('hosts.usage', { name: host.name }, { when: host.state === 'here' });
  const { value, error } = usage;
  return (
    <section aria-label={`Disk of ${host.name}`} className={styles.disk}>
      <h3>Disk</h3>
      {value === undefined && error === undefined && host.state === 'here' && (
        <p className={styles.quiet}>
          <Spinner size={12} /> Counting
        </p>
      )}
      {value === undefined && host.state !== 'here' && <p className={styles.quiet}>Known when it answers.</p>}
      {error !== undefined && value === undefined && host.state === 'here' && (
        <p className={styles.quiet}>{error.message}</p>
      )}
      {value !== undefined && (
        <>
          <Facts
            facts={[
              { name: 'Images', value: formatBytes(value.imagesBytes) },
              { name: 'Build cache', value: formatBytes(value.buildCacheBytes) },
            ]}
          />
          {value.disk !== undefined && (
            <Progress
              label={`${formatBytes(value.disk.freeBytes)} free`}
              share={1 - value.disk.freeBytes / Math.max(1, value.disk.totalBytes)}
              detail={`of ${formatBytes(value.disk.totalBytes)}`}
            />
          )}
          <RouteLink to={{ name: 'space' }}>What could go</RouteLink>
        </>
      )}
    </section>
  );
}
