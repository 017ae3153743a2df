import { useState, type JSX, type ReactNode } from 'react';
import type { HostView } from '../../shared/model/house.ts';
import { useBridge, useHouseShallow } from '../store/use-house.ts';
import { Icon } from '../ui/Icon.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { Spinner } from '../ui/Spinner.tsx';
import styles from './LinkBar.module.css';
import { RouteLink } from './RouteLink.tsx';
import { useLost } from './use-lost.ts';

/**
 * At the foot of the window, so that nothing above it moves: the way to Twinberth is lost, or a host does not answer; since
 * when, and in its very words. It goes by itself.
 */
export function LinkBar(): JSX.Element {
  const lost = useLost();
  const away = useHouseShallow(({ hosts }) => hosts.filter(({ state }) => state === 'away'));
  const [hidden, setHidden] = useState('');
  const about = away.map(({ name, since }) => `${name} ${since}`).join();
  return (
    <div role="status" className={styles.place}>
      {lost === undefined ? (
        away.length > 0 && hidden !== about && <HostsAway hosts={away} onHide={() => setHidden(about)} />
      ) : (
        <ServerGone since={lost} />
      )}
    </div>
  );
}

function ServerGone({ since }: { readonly since: number }): JSX.Element {
  const { platform } = useBridge();
  return (
    <Bar icon={<Spinner size={13} />}>
      {platform.kind === 'desktop'
        ? 'Twinberth’s own process stopped answering '
        : 'The connection to Twinberth was lost '}
      <RelativeTime at={since} ago />. What is shown is as it was then. It is tried again by itself, and what
      runs on your hosts goes on.
    </Bar>
  );
}

function HostsAway({
  hosts,
  onHide,
}: {
  readonly hosts: readonly HostView[];
  readonly onHide: () => void;
}): JSX.Element {
  const [first, ...others] = hosts;
  return (
    <Bar
      icon={<Icon name="triangle" size={13} />}
      end={<IconButton icon="cross" size="small" label="Hide this" onClick={onHide} />}
    >
      {first !== undefined && others.length === 0 ? (
        <>
          <strong>{first.name}</strong> went away <RelativeTime at={first.since} ago />
          {first.problem === undefined ? '.' : `: ${first.problem.message}`}
        </>
      ) : (
        <>
          <strong>{hosts.length} hosts</strong> do not answer:{' '}
          {hosts.map(({ name, since }, place) => (
            <span key={name}>
              {place > 0 && '; '}
              {name}, away <RelativeTime at={since} />
            </span>
          ))}
          .
        </>
      )}{' '}
      What is shown of {hosts.length === 1 ? 'it' : 'them'} is what was last seen.{' '}
      <RouteLink to={{ name: 'hosts' }}>What to do</RouteLink>
    </Bar>
  );
}

function Bar({
  icon,
  end,
  children,
}: {
  readonly icon: ReactNode;
  readonly end?: ReactNode;
  readonly children: ReactNode;
}): JSX.Element {
  return (
    <div className={styles.bar}>
      <span className={styles.icon}>{icon}</span>
      <p className={styles.text}>{children}</p>
      {end}
    </div>
  );
}
