import { use, type JSX } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { joinClasses } from '../ui/join-classes.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import { Brand } from './Brand.tsx';
import type { RailFacts } from './rail-facts.ts';
import { RailHosts } from './RailHosts.tsx';
import { RouteLink } from './RouteLink.tsx';
import type { Route, RouteName } from './router.ts';
import { ShellContext } from './shell-context.ts';
import styles from './Rail.module.css';

const PLACES = [
  { name: 'board', label: 'Board' },
  { name: 'apps', label: 'Apps' },
  { name: 'history', label: 'History' },
  { name: 'health', label: 'Health' },
  { name: 'drift', label: 'Drift' },
  { name: 'space', label: 'Space' },
  { name: 'settings', label: 'Settings' },
] as const;

/** Which place of the rail one is at while looking at something that belongs to it. */
const BELONGS: Readonly<Partial<Record<RouteName, RouteName>>> = {
  app: 'apps',
  releases: 'apps',
  deployment: 'history',
  compare: 'history',
};

export interface RailProps {
  readonly route: Route | undefined;
  readonly facts: RailFacts;
}

export function Rail({ route, facts }: RailProps): JSX.Element {
  const { onFind } = use(ShellContext);
  const here = route === undefined ? undefined : (BELONGS[route.name] ?? route.name);
  const current = (name: RouteName): 'page' | undefined => (name === here ? 'page' : undefined);
  const { unseen = 0 } = facts;
  return (
    <nav className={styles.rail} aria-label="Places">
      <div className={styles.brand}>
        <Brand />
        <RouteLink
          to={{ name: 'notices' }}
          className={styles.bell}
          aria-current={current('notices')}
          title={unseen > 0 ? `Notices: ${unseen} new` : 'Notices'}
        >
          <Icon name="bell" />
          <VisuallyHidden>{unseen > 0 ? `Notices: ${unseen} new` : 'Notices'}</VisuallyHidden>
          {unseen > 0 && (
            <span className={styles.unseen} aria-hidden>
              {Math.min(unseen, 99)}
            </span>
          )}
        </RouteLink>
      </div>
      <ul className={styles.places}>
        {PLACES.map(({ name, label }) => {
          const count = name === 'board' || name === 'settings' ? undefined : facts.counts?.[name];
          return (
            <li key={name}>
              <RouteLink to={{ name }} className={styles.place} aria-current={current(name)}>
                {label}{' '}
                {count !== undefined && (
                  <span className={joinClasses(styles.count, count.bad === true && styles.bad)}>
                    {count.text}
                  </span>
                )}
              </RouteLink>
            </li>
          );
        })}
      </ul>
      <hr className={styles.line} />
      <RailHosts hosts={facts.hosts} current={current('hosts')} />
      <div className={styles.foot}>
        {onFind !== undefined && (
          <div>
            <Kbd keys="Ctrl" /> <Kbd keys="K" /> everything
          </div>
        )}
        {facts.foot}
      </div>
    </nav>
  );
}
