import type { JSX } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { joinClasses } from '../ui/join-classes.ts';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { Spinner } from '../ui/Spinner.tsx';
import type { RailHost } from './rail-facts.ts';
import { RouteLink } from './RouteLink.tsx';
import styles from './RailHosts.module.css';

export interface RailHostsProps {
  readonly hosts: readonly RailHost[] | undefined;
  readonly current: 'page' | undefined;
}

export function RailHosts({ hosts, current }: RailHostsProps): JSX.Element {
  return (
    <div className={styles.hosts}>
      <RouteLink to={{ name: 'hosts' }} className={styles.title} aria-current={current}>
        Hosts
      </RouteLink>
      <ul className={styles.list}>
        {hosts?.map((host) => (
          <li key={host.name} className={joinClasses(styles.host, host.state === 'away' && styles.away)}>
            <StateOf host={host} />
            <span className={styles.name}>{host.name}</span>
            <small className={styles.detail}>
              {host.detail}
              {host.since !== undefined && (
                <>
                  {' '}
                  <RelativeTime at={host.since} />
                </>
              )}
            </small>
          </li>
        ))}
      </ul>
    </div>
  );
}

function StateOf({ host }: { readonly host: RailHost }): JSX.Element {
  if (host.state === 'connecting') return <Spinner size={10} label="connecting" />;
  if (host.state === 'away') return <Icon name="triangle" size={11} label="away" />;
  return <Icon name="circle" size={12} label="connected" />;
}
