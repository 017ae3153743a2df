import type { JSX } from 'react';
import type { Notice } from '../../../shared/model/notice.ts';
import { RouteLink } from '../../app/RouteLink.tsx';
import styles from './NoticeLinks.module.css';

/** More than these are on the board, where they can be told apart. */
const MOST_LINKS = 6;

/** To what a notice is about: its deployment, its host, and the apps that it names. */
export function NoticeLinks({
  notice: { deployment, host, places },
}: {
  readonly notice: Notice;
}): JSX.Element | null {
  const apps = [...new Set(places.map(({ app }) => app))];
  if (deployment === undefined && host === undefined && apps.length === 0) return null;
  return (
    <p className={styles.links}>
      {deployment !== undefined && (
        <RouteLink to={{ name: 'deployment', id: deployment }}>What happened</RouteLink>
      )}
      {host !== undefined && <RouteLink to={{ name: 'hosts' }}>Hosts</RouteLink>}
      {deployment === undefined && apps.length > 0 && <RouteLink to={{ name: 'health' }}>Health</RouteLink>}
      {apps.slice(0, MOST_LINKS).map((app) => (
        <RouteLink key={app} to={{ name: 'app', app }}>
          {app}
        </RouteLink>
      ))}
      {apps.length > MOST_LINKS && <RouteLink to={{ name: 'board' }}>all on the board</RouteLink>}
    </p>
  );
}
